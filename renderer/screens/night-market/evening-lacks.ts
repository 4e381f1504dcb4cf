/** What an activity itself still lacks when it ends (F01 and the kinds' own fields), in plain words. None of it keeps it from being closed. Pure. */
import type { ActivityState } from '../../../shared/activity/activity.ts';
import { KINDS, missingFields } from '../../../shared/activity/kinds.ts';
import type { CaseState } from '../../../shared/case/case.ts';
import type { AttachmentTraffic, Directory } from '../../store/api.ts';

/** `gap`: to be filled in. `calm`: good to know, nothing has to be done. */
export interface Lack { readonly code: 'heads' | 'nobody' | 'deputies' | 'absent' | 'units' | 'fields' | 'team' | 'pictures' | 'waiting'; readonly tone: 'gap' | 'calm'; readonly sentence: string }

interface Parts {
  readonly activity: ActivityState;
  readonly cases: readonly CaseState[];
  readonly directory: Pick<Directory, 'deputies' | 'units'>;
  /** Null while it is not known. */
  readonly traffic: AttachmentTraffic | null;
}

const NAMES_SHOWN = 6;

/** The sentences, what has to be filled in first. */
export function lacksOf({ activity, cases, directory, traffic }: Parts): readonly Lack[] {
  const row = KINDS[activity.kind];
  const absentDeputies = activity.expected.deputies.filter((id) => !activity.deputies.includes(id));
  const absentUnits = activity.expected.units.filter((id) => !activity.units.some(({ unit }) => unit === id));
  const fields = missingFields(activity);
  const pictures = [...activity.notes, ...cases.map(({ registered }) => registered)].reduce((sum, { attachments = [] }) => sum + attachments.length, 0);
  const lacks: (Lack | false)[] = [
    activity.headCounts.length > 1 && { code: 'heads', tone: 'gap', sentence: `${activity.headCounts.length} 台电脑各数了一个数：${activity.headCounts.map(({ citizens }) => citizens).join('、')}，还没有核定。` },
    row.people !== null && activity.citizens === 0 && { code: 'nobody', tone: 'gap', sentence: `还没有记到场${row.people}。` },
    activity.deputies.length === 0 && { code: 'deputies', tone: 'gap', sentence: `还没有记${row.deputies}。` },
    activity.deputies.length > 0 && absentDeputies.length > 0 && { code: 'absent', tone: 'gap', sentence: `邀请了没有签到的代表：${listed(absentDeputies, directory.deputies)}。` },
    absentUnits.length > 0 && { code: 'units', tone: 'gap', sentence: `邀请了没有签到的单位：${listed(absentUnits, directory.units)}。` },
    fields.length > 0 && { code: 'fields', tone: 'gap', sentence: `还没填：${fields.map(({ label }) => label).join('、')}。` },
    row.preparations.includes('team') && activity.preparations.team === undefined && { code: 'team', tone: 'calm', sentence: '没有记夜市团队（队长、成员）。' },
    pictures === 0 && { code: 'pictures', tone: 'calm', sentence: '没有照片。' },
    traffic !== null && traffic.waiting > 0 && { code: 'waiting', tone: 'calm', sentence: `还有 ${traffic.waiting} 个照片和录音没有传到县里，有网后自动传，不影响收摊。` },
  ];
  return lacks.filter((lack) => lack !== false);
}

function listed(ids: readonly string[], records: readonly { readonly id: string; readonly name: string }[]): string {
  const names = ids.map((id) => records.find((one) => one.id === id)?.name ?? '名录里没有的');
  return `${names.slice(0, NAMES_SHOWN).join('、')}${names.length > NAMES_SHOWN ? `等 ${names.length} 个` : ''}`;
}
