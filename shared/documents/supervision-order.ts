/**
 * The supervision order (督办单, form F08) in its rising grades: 催办, 督办, 重点督办, 挂牌督办 by the same sheet, 约谈 as a notice to come. Issued by
 * the presidium (代表法 52). The reporter is masked as on the assignment order.
 */
import type { CaseBody, CaseState, SupervisionGrade } from '../case/case.ts';
import { SUPERVISION_GRADE_WORDS } from '../case/words.ts';
import { daysBetween } from '../kernel/local-date.ts';
import { maskName, maskText } from '../kernel/mask.ts';
import { fillText } from '../office/texts.ts';
import type { AssignmentOrder, OrderField, OrderNames, OrderOffice } from './assignment-order.ts';
import { checkCode } from './check-code.ts';
import { chineseDate } from './chinese-date.ts';

/** What each grade says before the form. */
const OPENINGS: Readonly<Record<SupervisionGrade, string>> = {
  urge: '下列事项已交你单位办理，请抓紧。', supervise: '下列事项由本主席团督办，请限期落实。', key_supervision: '下列事项列为重点督办，请主要负责人亲自过问。',
  listing: '下列事项挂牌督办，办结前不摘牌。', admonition_talk: '就下列事项约谈你单位负责人，请按通知的时间到会说明情况。',
};

/** The paper of one supervision of the case. */
export function supervisionOrder(one: CaseState, order: CaseBody<'case.supervised'>, { office: { issuer, texts }, names }: { readonly office: OrderOffice; readonly names: OrderNames }): AssignmentOrder {
  const { assignment, registered } = one;
  const number = one.number ?? one.tempNo;
  const unit = order.unit ?? assignment?.lead;
  const grade = SUPERVISION_GRADE_WORDS[order.grade];
  const before = dueBefore(one, order);
  const late = before === null ? 0 : daysBetween(before, order.on);
  // Without a day of its own the order asks for what the present deadline asks for, unless that is past: then a day is written in by hand.
  const by = order.answerBy ?? order.newDueOn ?? (before !== null && before >= order.on ? before : null);
  const title = maskText(one.title, registered.reporter?.name);
  const field = (label: string, value: string | null | undefined, long = false): OrderField[] => (value ? [{ label, value, long }] : []);
  return {
    issuer, title: order.grade === 'admonition_talk' ? '约谈通知单' : `民情${grade}单`, orderNo: order.orderNo, to: unit === undefined ? '有关单位' : names.unit(unit), copyTo: '', opening: OPENINGS[order.grade], issuedOn: order.on,
    code: number, check: checkCode(order.orderNo, number),
    fields: [
      ...field('件　　号', number), ...field('督办等级', grade), ...field('事项标题', title), ...field('反 映 人', maskName(registered.reporter?.name)),
      ...field('交办单号', assignment?.orderNo), ...field('交办日期', assignment && chineseDate(assignment.on)),
      ...field('原 时 限', before && chineseDate(before)), ...field('逾期天数', late > 0 ? `${late}天` : null),
      ...field('新 时 限', order.newDueOn && chineseDate(order.newDueOn)), ...field('答复期限', order.answerBy && chineseDate(order.answerBy)), ...field('督办领导', order.leader),
      ...field('督办事由', order.reason, true),
      ...field('整改要求', order.demand ?? fillText(texts.supervise, { 件号: number, 标题: title, ...(by === null ? {} : { 时限: chineseDate(by) }), ...(unit === undefined ? {} : { 承办单位: names.unit(unit) }), 机关: issuer }), true),
    ],
    signOff: {
      title: '督 办 回 执',
      lines: [`督办单号：${order.orderNo}`, '签 收 人：＿＿＿＿＿＿＿＿　签收时间：＿＿＿＿年＿＿月＿＿日', '落实情况（可另附）：＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿', '请单位负责人签字盖章后报送本主席团。'],
    },
  };
}

/** The last day that counted before this supervision: the latest one set by an act before it. */
function dueBefore({ timeline }: CaseState, order: CaseBody<'case.supervised'>): string | null {
  let due: string | null = null;
  for (const { header, body, ineffective, undone } of timeline) {
    if (header.type === 'case.supervised' && body['orderNo'] === order.orderNo) return due;
    const set = header.type === 'case.supervised' ? body['newDueOn'] : SETS_DUE.includes(header.type) ? body['dueOn'] : header.type === 'case.replied' ? body['promisedOn'] : undefined;
    if (ineffective === null && !undone && typeof set === 'string') due = set;
  }
  return due;
}

/** Acts whose body names a new last day. */
const SETS_DUE: readonly string[] = ['case.assigned', 'case.extended', 'case.resumed', 'case.rescheduled', 'case.reworked'];
