/**
 * The papers of a suggestion, laid out like the case's orders: 代表建议交办单 (F06; 代表法 51) and, for each deputy, 代表建议办理情况征询意见表 (F11: attitude
 * and result apart, the opinion demanded when unsatisfied).
 */
import { HANDLING_MODE_WORDS } from '../case/words.ts';
import type { SuggestionState } from '../suggestion/suggestion.ts';
import { PERIOD_WORDS, TALK_PHASE_WORDS } from '../suggestion/words.ts';
import type { AssignmentOrder, OrderField } from './assignment-order.ts';
import { checkCode } from './check-code.ts';
import { chineseDate } from './chinese-date.ts';

/** Names behind ids. */
export interface SuggestionNames { readonly unit: (id: string) => string; readonly deputy: (id: string) => string }

const field = (label: string, value: string | null | undefined, long = false): OrderField[] => (value ? [{ label, value, long }] : []);

/** The order of an assigned suggestion; null when it is not assigned. `issuer` is the office's full name. */
export function suggestionOrder(one: SuggestionState, issuer: string, names: SuggestionNames): AssignmentOrder | null {
  const { assignment, registered } = one;
  if (!assignment) return null;
  const number = one.number ?? one.tempNo;
  return {
    issuer, title: '代表建议交办单', opening: '现将下列代表建议交你单位研究办理。', code: number, check: checkCode(assignment.orderNo, number), orderNo: assignment.orderNo, to: names.unit(assignment.lead), copyTo: assignment.co.map(names.unit).join('、'), issuedOn: assignment.on,
    fields: [
      ...field('建 议 号', number), ...field('标　　题', registered.title), ...field('领衔代表', names.deputy(registered.lead)),
      ...field('联名代表', one.signers.slice(1).map(({ deputy }) => names.deputy(deputy)).join('、')), ...field('提出时间', [PERIOD_WORDS[registered.period], registered.session].filter(Boolean).join(' ')), ...field('类　　别', registered.category),
      ...field('办理方式', assignment.co.length > 0 ? HANDLING_MODE_WORDS[assignment.mode ?? 'joint'] : null), ...field('交办日期', chineseDate(assignment.on)), ...field('答复期限', `${chineseDate(assignment.dueOn)}（${assignment.complex ? '六个月，满三个月先向代表说明' : '三个月'}）`),
      ...field('协办意见', assignment.coDueOn ? `${chineseDate(assignment.coDueOn)}前交主办单位` : null), ...field('重点督办', one.keyListed === null ? '否' : '是'), ...field('责 任 人', assignment.responsible),
      ...field('情况问题', registered.situation, true), ...field('具体建议', registered.proposal, true),
      ...field('办理要求', assignment.demand ?? '答复前请与代表面商，听取意见；按统一格式行文，由单位主要负责人签发；联名提出的，逐人答复，同时报本主席团。', true),
    ],
    signOff: {
      title: '签 收 回 执',
      lines: [`交办单号：${assignment.orderNo}`, '签 收 人：＿＿＿＿＿＿＿＿　签收时间：＿＿＿＿年＿＿月＿＿日', '是否属于本单位职责：□是　□否（理由：＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿）', `不属于本单位职责的，请在${assignment.returnBy ? `${chineseDate(assignment.returnBy)}前` : '收到之日起10个工作日内'}书面说明理由退回，不得自行转交。`],
    },
  };
}

const GRADES = '□满意　□基本满意　□不满意';

/** The form on which `deputy` says what they think of the answer; null while there is none. */
export function opinionForm(one: SuggestionState, deputy: string, { issuer, names }: { readonly issuer: string; readonly names: SuggestionNames }): AssignmentOrder | null {
  const { reply, registered } = one;
  if (!reply) return null;
  const number = one.number ?? one.tempNo;
  const delivery = one.deliveries[deputy];
  return {
    issuer, title: '代表建议办理情况征询意见表', opening: '您提出的建议已经答复。请对办理情况提出意见。', code: number, check: checkCode(reply.documentNo, number), orderNo: number, to: `${names.deputy(deputy)}代表`, copyTo: '', issuedOn: delivery?.on ?? reply.on,
    fields: [
      ...field('建 议 号', number), ...field('标　　题', registered.title), ...field('领衔代表', names.deputy(registered.lead)), ...field('承办单位', names.unit(reply.unit)), ...field('答复文号', `${reply.documentNo}（${chineseDate(reply.on)}）`),
      ...field('面　　商', one.talks.slice(one.talksBefore).map(({ phase, on }) => `${TALK_PHASE_WORDS[phase]} ${chineseDate(on)}`).join('、') || '未面商'),
      ...field('办理态度', GRADES, true), ...field('办理结果', GRADES, true), ...field('意见要求', '（不满意的，请写明具体意见和要求）\n\n\n', true), ...field('重新办理', '□同意重新办理　□不同意', true),
    ],
    signOff: { title: '代 表 签 名', seal: '', lines: ['代表签名：＿＿＿＿＿＿＿＿　日期：＿＿＿＿年＿＿月＿＿日', `请${delivery?.feedbackBy ? `在${chineseDate(delivery.feedbackBy)}前` : '在收到答复之日起10个工作日内'}反馈给本主席团。`, '任何单位和个人不得以任何方式影响代表评价。'] },
  };
}
