/**
 * The assignment order (交办单, form F06): what stands on the paper that hands a case to a unit, and its sign-off slip. Issued by the
 * presidium (代表法 51). The reporter is masked, in the citizen's words too (反映内容脱敏): a unit handles the matter, not the person.
 */
import type { CaseState } from '../case/case.ts';
import { LEVEL_ROUTE_WORDS, LEVEL_WORDS } from '../case/words.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { maskName, maskText } from '../kernel/mask.ts';
import { fillText } from '../office/texts.ts';
import type { Office } from '../office/office.ts';
import { checkCode } from './check-code.ts';
import { chineseDate } from './chinese-date.ts';

/** One labelled field of the form; `long` fields take the whole width and may run over pages. */
export interface OrderField { readonly label: string; readonly value: string; readonly long: boolean }

/** A paper of the presidium to a unit: the assignment order, and the supervision orders after it. */
export interface AssignmentOrder {
  readonly issuer: string;
  readonly title: string;
  readonly orderNo: string;
  readonly to: string;
  /** The sentence before the form. */
  readonly opening: string;
  /** What the QR code carries: the case's number, which the office's scanner types into the search; and what tells a copied number from this paper's. */
  readonly code: string;
  readonly check: string;
  readonly copyTo: string;
  readonly fields: readonly OrderField[];
  readonly issuedOn: LocalDate;
  /** The slip below the cut line, signed by the unit and returned. */
  readonly signOff: { readonly title: string; readonly lines: readonly string[]; /** Who seals the slip, when it is not the handling unit; empty for nobody: then it comes back on the whole sheet. */ readonly seal?: string };
}

export interface OrderNames { readonly unit: (id: string) => string; readonly village: (id: string) => string }

/** How an office signs and words its papers. */
export type OrderOffice = Pick<Office, 'issuer' | 'texts'>;

/** The order of an assigned case; null when the case is not assigned. */
export function assignmentOrder(one: CaseState, { issuer, texts }: OrderOffice, names: OrderNames): AssignmentOrder | null {
  const { assignment, registered } = one;
  if (!assignment) return null;
  const number = one.number ?? one.tempNo;
  const field = (label: string, value: string | null | undefined, long = false): OrderField[] => (value ? [{ label, value, long }] : []);
  return {
    issuer, title: '民情交办单', opening: '现将下列群众反映的事项交给你单位办理。', code: number, check: checkCode(assignment.orderNo, number), orderNo: assignment.orderNo, to: names.unit(assignment.lead), copyTo: assignment.co.map(names.unit).join('、'), issuedOn: assignment.on,
    fields: [
      ...field('件　　号', number),
      ...field('事项标题', maskText(one.title, registered.reporter?.name)),
      ...field('类　　别', one.category),
      ...field('级　　别', one.level && `${LEVEL_WORDS[one.level]}（${LEVEL_ROUTE_WORDS[one.level]}）`),
      ...field('所在村组', registered.village ? names.village(registered.village) : registered.place),
      ...field('反 映 人', maskName(registered.reporter?.name)),
      ...field('登记日期', chineseDate(registered.receivedOn)),
      ...field('交办日期', chineseDate(assignment.on)),
      ...field('办结时限', chineseDate(assignment.dueOn)),
      ...field('重点督办', isKeySupervised(one) ? '是' : '否'),
      ...field('协办意见', assignment.co.length > 0 && assignment.coDueOn ? `${chineseDate(assignment.coDueOn)}前交主办单位` : null),
      ...field('责 任 人', assignment.responsible),
      ...field('反映内容', maskText(registered.words, registered.reporter?.name), true),
      ...field('办理要求', assignment.demand ?? fillText(texts.assign, { 件号: number, 标题: maskText(one.title, registered.reporter?.name), 时限: chineseDate(assignment.dueOn), 承办单位: names.unit(assignment.lead), 机关: issuer }), true),
    ],
    signOff: {
      title: '签 收 回 执',
      lines: [`交办单号：${assignment.orderNo}`, '签 收 人：＿＿＿＿＿＿＿＿　签收时间：＿＿＿＿年＿＿月＿＿日', '是否属于本单位职责：□是　□否（理由：＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿）', `不属于本单位职责的，请在${assignment.returnBy ? `${chineseDate(assignment.returnBy)}前` : '收到之日起10个工作日内'}书面说明理由退回，不得自行转交。`],
    },
  };
}

function isKeySupervised({ supervisions }: CaseState): boolean {
  return supervisions.some(({ order }) => order.grade === 'key_supervision' || order.grade === 'listing' || order.grade === 'admonition_talk');
}
