/**
 * The monthly ledger (台账月报, form F04 民情台账): the content of the sheet, without any file format. Texts are texts,
 * dates are local dates, numbers are numbers; the renderer writes them as such.
 */
import type { CaseState } from '../case/case.ts';
import { isWithheld } from '../case/lifecycle.ts';
import { effectiveBodies } from '../case/timeline.ts';
import { CHANNEL_WORDS, CONTACT_WAY_WORDS, CONVERSION_WORDS, EVALUATION_GRADE_WORDS, EXIT_ROUTE_WORDS, LEVEL_WORDS, REPLY_CLASS_WORDS, STATUS_WORDS } from '../case/words.ts';
import type { LocalDate } from '../kernel/local-date.ts';
import { maskName } from '../kernel/mask.ts';
import { monthWords } from './chinese-date.ts';

/** One cell. `null` is an empty cell. */
export type LedgerCell = { readonly kind: 'text'; readonly value: string } | { readonly kind: 'date'; readonly value: LocalDate } | { readonly kind: 'number'; readonly value: number } | null;

/** One column: its heading and width in characters. */
export interface LedgerColumn { readonly heading: string; readonly width: number }

export interface MonthlyLedger {
  readonly title: string;
  /** Who fills it in, for which month, and until when the data reach. */
  readonly subtitle: string;
  readonly columns: readonly LedgerColumn[];
  readonly rows: readonly (readonly LedgerCell[])[];
}

/** Names that the entries only refer to. */
export interface LedgerNames { readonly unit: (id: string) => string; readonly village: (id: string) => string }

const COLUMNS: readonly LedgerColumn[] = [
  { heading: '序号', width: 6 }, { heading: '编号', width: 20 }, { heading: '登记日期', width: 12 }, { heading: '来源', width: 12 }, { heading: '反映人', width: 9 }, { heading: '村（社区）', width: 12 },
  { heading: '类别', width: 12 }, { heading: '级别', width: 7 }, { heading: '问题摘要', width: 24 }, { heading: '原话记录', width: 44 }, { heading: '承办单位', width: 20 }, { heading: '协办单位', width: 20 }, { heading: '责任领导', width: 10 }, { heading: '责任人', width: 10 },
  { heading: '交办日期', width: 12 }, { heading: '办结期限', width: 12 }, { heading: '办理进展', width: 30 }, { heading: '答复日期', width: 12 }, { heading: '结果分类', width: 13 }, { heading: '办理结果', width: 40 }, { heading: '承诺完成日期', width: 12 }, { heading: '承诺落实日期', width: 12 },
  { heading: '反馈日期', width: 12 }, { heading: '反馈方式', width: 10 }, { heading: '群众评价', width: 10 }, { heading: '代表评价', width: 10 }, { heading: '督办次数', width: 9 }, { heading: '重办次数', width: 9 },
  { heading: '状态', width: 9 }, { heading: '去向', width: 20 }, { heading: '销号日期', width: 12 }, { heading: '备注', width: 30 },
];

const textCell = (value: string | null | undefined): LedgerCell => (value ? { kind: 'text', value } : null);
const dateCell = (value: LocalDate | null | undefined): LedgerCell => (value ? { kind: 'date', value } : null);
const numberCell = (value: number): LedgerCell => ({ kind: 'number', value });

/**
 * The ledger of cases received in `month` (`YYYY-MM`), in order of receipt. `organ` is the presidium's full name; `asOf` the day of the data.
 */
export function monthlyLedger(cases: readonly CaseState[], heading: { readonly organ: string; readonly month: string; readonly asOf: LocalDate }, names: LedgerNames): MonthlyLedger {
  const rows = cases.filter((one) => one.registered.receivedOn.startsWith(`${heading.month}-`)).sort(byReceipt);
  return { ...caseLedger(rows, { title: `${heading.organ}${monthWords(heading.month)}民情台账`, organ: heading.organ, asOf: heading.asOf }, names) };
}

/** The ledger of exactly these cases in exactly this order: what a list shows. */
export function caseLedger(given: readonly CaseState[], heading: { readonly title: string; readonly organ: string; readonly asOf: LocalDate }, names: LedgerNames): MonthlyLedger {
  const cases = given.filter((one) => !isWithheld(one));
  return {
    title: heading.title,
    subtitle: `填报单位：${heading.organ}　数据截至：${heading.asOf}　共 ${cases.length} 件`,
    columns: COLUMNS,
    rows: cases.map((one, index) => ledgerRow(one, index + 1, names)),
  };
}

/** Where the matter went besides the six steps: 不予受理的去向, 转化为什么, 并入哪件. */
function whereTo({ declined, conversions, follows }: CaseState): string {
  return [
    declined ? [EXIT_ROUTE_WORDS[declined.route ?? 'not_accept'], declined.where].filter(Boolean).join('：') : '',
    ...conversions.map((one) => `转化为${CONVERSION_WORDS[one.kind]}`), follows?.kind === 'case' ? '并入另一件办理' : '',
  ].filter((part) => part !== '').join('；');
}

/** Cards of one minute come in the order of their device's counter: 临-x-9 before 临-x-10. */
function byReceipt(a: CaseState, b: CaseState): number {
  const left = `${a.registered.receivedOn}${a.registered.receivedAt ?? ''}`, right = `${b.registered.receivedOn}${b.registered.receivedAt ?? ''}`;
  return left < right ? -1 : left > right ? 1 : a.tempNo.length - b.tempNo.length || (a.tempNo < b.tempNo ? -1 : 1);
}

function ledgerRow(one: CaseState, n: number, names: LedgerNames): LedgerCell[] {
  const { registered, assignment, reply, evaluations } = one;
  const progress = effectiveBodies(one, 'case.progressed').at(-1);
  const told = one.relayed.findLast((relay) => relay.to === 'citizen');
  return [
    numberCell(n), textCell(one.number ?? one.tempNo), dateCell(registered.receivedOn), textCell(CHANNEL_WORDS[registered.channel]), textCell(maskName(registered.reporter?.name)),
    textCell(registered.village ? names.village(registered.village) : registered.place), textCell(one.category), textCell(one.level && LEVEL_WORDS[one.level]), textCell(one.title), textCell(registered.words),
    textCell(assignment && names.unit(assignment.lead)), textCell(assignment?.co.map(names.unit).join('、')), textCell(assignment?.chief), textCell(assignment?.responsible),
    dateCell(assignment?.on), dateCell(assignment?.dueOn), textCell(progress && `${progress.on} ${progress.text}`),
    dateCell(reply?.on ?? one.spotAnswer?.on), textCell(reply && REPLY_CLASS_WORDS[reply.class]), textCell(reply?.text ?? one.spotAnswer?.text),
    dateCell(one.promise?.on), dateCell(one.promise?.fulfilled?.on),
    dateCell(told?.on), textCell(told && CONTACT_WAY_WORDS[told.way]),
    textCell(evaluations.citizen && EVALUATION_GRADE_WORDS[evaluations.citizen.grade]), textCell(evaluations.deputy && EVALUATION_GRADE_WORDS[evaluations.deputy.grade]),
    numberCell(one.supervisions.length), numberCell(one.reworks), textCell(STATUS_WORDS[one.status]), textCell(whereTo(one)), dateCell(one.closedOn),
    textCell(effectiveBodies(one, 'case.noted').map((note) => note.text).join('；')),
  ];
}
