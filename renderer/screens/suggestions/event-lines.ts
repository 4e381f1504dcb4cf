/** What each entry of a timeline says under its heading: the fields of its body by their names on the field's papers. */
import { CONTACT_WAY_WORDS, EVALUATION_GRADE_WORDS, HANDLING_MODE_WORDS, REPLY_CLASS_WORDS, SUPERVISION_GRADE_WORDS } from '../../../shared/case/words.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import type { ActEvent } from '../../../shared/ledger/act-fold.ts';
import { REFERRAL_OUTCOME_WORDS } from '../../../shared/referral/words.ts';
import { APPRAISAL_WORDS, PUBLICITY_WORDS, REROUTE_WORDS, TALK_PHASE_WORDS } from '../../../shared/suggestion/words.ts';
import type { Directory } from '../../store/api.ts';
import { shortDay } from '../../ui/format-date.ts';
import { nameOf } from './item-rows.ts';

export interface LineContext { readonly directory: Directory; readonly today: LocalDate }

/** How a field reads: as its text, as a day, as a record's name, or by a table of words. */
type Reading = { readonly label: string; readonly as?: 'day' | 'name' | Readonly<Record<string, string>> };

/** In the order in which they are read. `on` is the entry's own day and stands in its heading. */
const FIELDS: Readonly<Record<string, Reading>> = {
  number: { label: '编号' }, outsideNo: { label: '对方编号' }, deputy: { label: '代表', as: 'name' }, lead: { label: '主办', as: 'name' }, co: { label: '协办', as: 'name' }, unit: { label: '单位', as: 'name' }, mode: { label: '方式', as: HANDLING_MODE_WORDS },
  phase: { label: '阶段', as: TALK_PHASE_WORDS }, deputies: { label: '代表', as: 'name' }, class: { label: '分类', as: REPLY_CLASS_WORDS }, letter: { label: '标注' }, attitude: { label: '态度', as: EVALUATION_GRADE_WORDS }, result: { label: '结果', as: EVALUATION_GRADE_WORDS },
  grade: { label: '等级', as: SUPERVISION_GRADE_WORDS }, as: { label: '作为', as: REROUTE_WORDS }, outcome: { label: '结论', as: { ...APPRAISAL_WORDS, ...REFERRAL_OUTCOME_WORDS } }, where: { label: '去向' }, text: { label: '内容' }, title: { label: '标题' },
  situation: { label: '情况与问题' }, proposal: { label: '具体建议' }, agreement: { label: '共识' }, deputyOpinion: { label: '代表意见' }, unitAccount: { label: '单位说明' }, todo: { label: '待办' }, people: { label: '参加人' }, place: { label: '地点' },
  plan: { label: '计划' }, progress: { label: '进度' }, promisedOn: { label: '承诺', as: 'day' }, coOpinions: { label: '协办意见' }, escalatedTo: { label: '已向上级反映' }, opinion: { label: '意见' }, experts: { label: '评估人' }, demand: { label: '要求' },
  reason: { label: '理由' }, dueOn: { label: '期限', as: 'day' }, was: { label: '原期限', as: 'day' }, dueReason: { label: '改期限的理由' }, coDueOn: { label: '协办意见期限', as: 'day' }, returnBy: { label: '退件期限', as: 'day' }, explainBy: { label: '向代表说明期限', as: 'day' },
  feedbackBy: { label: '请代表反馈', as: 'day' }, reassignBy: { label: '重新交办期限', as: 'day' }, answerBy: { label: '反馈期限', as: 'day' }, orderNo: { label: '单号' }, documentNo: { label: '文号' }, signedBy: { label: '签发' }, approvedBy: { label: '同意人' },
  agreedBy: { label: '同意人' }, decidedBy: { label: '决定' }, leader: { label: '领导' }, responsible: { label: '承办人' }, publicity: { label: '公开', as: PUBLICITY_WORDS }, way: { label: '方式', as: CONTACT_WAY_WORDS }, by: { label: '经手' }, collectedBy: { label: '录入' },
  note: { label: '说明' },
};

const UNREADABLE: readonly string[] = ['type-unknown', 'version-newer', 'body-invalid'];

/** The lines of one event: short fields together, long ones each by itself; none for an entry that this version cannot read. */
export function eventLines({ body, ineffective }: ActEvent, context: LineContext): readonly string[] {
  if (ineffective !== null && UNREADABLE.includes(ineffective)) return [];
  const said = Object.entries(FIELDS).flatMap(([name, reading]) => {
    const value = valueWords(body[name], reading, context);
    return value === '' ? [] : [{ line: reading.label === '内容' ? value : `${reading.label}：${value}`, long: value.length > 14 }];
  });
  const short = said.filter(({ long }) => !long).map(({ line }) => line).join(' · ');
  return [...(short === '' ? [] : [short]), ...said.filter(({ long }) => long).map(({ line }) => line)];
}

function valueWords(value: unknown, { as }: Reading, context: LineContext): string {
  if (Array.isArray(value)) return value.map((one: unknown) => valueWords(one, as === undefined ? { label: '' } : { label: '', as }, context)).join('、');
  if (typeof value !== 'string') return '';
  if (as === 'day') return shortDay(value, context.today);
  if (as === 'name') return nameOf([...context.directory.units, ...context.directory.deputies], value);
  return as === undefined ? value : as[value] ?? value;
}
