/** Names and signature for the papers of this screen, and which papers an activity has. */
import type { ActivityState } from '../../../shared/activity/activity.ts';
import { KINDS } from '../../../shared/activity/kinds.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import { opinionPacket, pollBulletin, receptionNotice, surveyOpinions, type SheetContext } from '../../../shared/documents/activity-papers.ts';
import type { PlainSheet } from '../../../shared/documents/plain-sheet.ts';
import type { Office } from '../../../shared/office/office.ts';
import type { Directory } from '../../store/api.ts';

export function sheetContext({ units, deputies, villages }: Directory, { issuer, phone }: Pick<Office, 'issuer' | 'phone'>, today: LocalDate): SheetContext {
  const naming = (records: readonly { readonly id: string; readonly name: string }[]) => {
    const names = new Map(records.map(({ id, name }) => [id, name]));
    return (id: string) => names.get(id) ?? '';
  };
  return { issuer, phone, today, unit: naming(units), deputy: naming(deputies), village: naming(villages) };
}

export interface NamedSheet { readonly key: string; readonly label: string; readonly sheet: PlainSheet | null }

/** The notice where the kind gives one, the packet of opinions for each unit that was asked, the bulletin of its votes. */
export function activityPapers(activity: ActivityState, context: SheetContext): readonly NamedSheet[] {
  const opinions = surveyOpinions(activity);
  const units = activity.expected.units.length > 0 ? activity.expected.units : activity.units.map(({ unit }) => unit);
  return [
    ...(KINDS[activity.kind].noticeDays === null ? [] : [{ key: 'notice', label: `${KINDS[activity.kind].name}公告`, sheet: receptionNotice(activity, context) }]),
    ...(opinions.length === 0 ? [] : units.map((unitId) => ({ key: `packet ${unitId}`, label: `意见清单：${context.unit(unitId)}`, sheet: opinionPacket(activity, { unitId, opinions }, context) }))),
    ...(activity.polls.length === 0 ? [] : [{ key: 'bulletin', label: '测评结果通报', sheet: pollBulletin(activity, context) }]),
  ];
}
