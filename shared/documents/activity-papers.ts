/**
 * The papers of the other ways of meeting people, as content: the notice of a reception day (F27), its register (F03), the packet of opinions that goes to
 * a unit before it comes (龙安 S0 四步之一), the bulletin of an appraisal (F29, 全区通报), the promise list (F15) and the month's list of problems (F30).
 */
import type { ActivityState } from '../activity/activity.ts';
import { KINDS } from '../activity/kinds.ts';
import { rankedPolls, type PollRate } from '../activity/poll.ts';
import type { CaseState } from '../case/case.ts';
import { isWithheld } from '../case/lifecycle.ts';
import { isTakenBack } from '../case/taken-back.ts';
import { PROMISE_STANDING_WORDS, promiseStanding, tallyPromises } from '../case/promises.ts';
import { watchOf } from '../case/watch.ts';
import { REPLY_CLASS_WORDS, STATUS_WORDS } from '../case/words.ts';
import { addDays, weekday, type LocalDate } from '../kernel/local-date.ts';
import { maskName, maskPhone, maskText } from '../kernel/mask.ts';
import { chineseDate, monthWords } from './chinese-date.ts';
import type { PlainSheet } from './plain-sheet.ts';

/** Names that the entries only refer to, and who issues the paper on which day. */
export interface SheetContext {
  readonly issuer: string;
  readonly today: LocalDate;
  /** The office's own telephone; may be empty. */
  readonly phone: string;
  readonly unit: (id: string) => string;
  readonly deputy: (id: string) => string;
  readonly village: (id: string) => string;
}

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'] as const;
const weekdayWords = (date: LocalDate): string => `星期${WEEKDAYS[weekday(date)] ?? ''}`;
const text = (activity: ActivityState, name: string): string => { const value = activity.fields[name]; return typeof value === 'string' ? value : Array.isArray(value) ? value.join('、') : ''; };
const blank = { subtitle: '', to: '', paragraphs: [], columns: [], rows: [], closing: [], landscape: false } as const;

/** `95.2%（40/42）`: never a bare percentage; a dash without a valid vote. */
export function rateWords({ numerator, denominator }: PollRate): string {
  return denominator === 0 ? '—' : `${((numerator * 100) / denominator).toFixed(1)}%（${String(numerator)}/${String(denominator)}）`;
}

/** 接待选民日公告 (F27): put up at least three days before. */
export function receptionNotice(activity: ActivityState, { issuer, deputy, today, phone }: SheetContext): PlainSheet {
  const { on, from, until, place, expected } = activity;
  const line = (label: string, value: string): string[] => (value === '' ? [] : [`${label}：${value}`]);
  const hours = from === '' ? '' : `${from}${until === null ? '起' : `—${until}`}`;
  const noticeDays = KINDS[activity.kind].noticeDays;
  return {
    ...blank, title: `${KINDS[activity.kind].name}公告`, issuer, issuedOn: noticeDays !== null && addDays(on, -noticeDays) < today ? today : activity.preparations.notice?.on ?? today,
    paragraphs: [
      '为密切人大代表同人民群众的联系，听取意见建议，现将有关事项公告如下：',
      ...line('时间', `${chineseDate(on)}（${weekdayWords(on)}）${hours}`), ...line('地点', place), ...line('主题', activity.theme ?? ''),
      ...line(KINDS[activity.kind].deputies.replace('到场', '参加'), (expected.deputies.length > 0 ? expected.deputies : activity.deputies).map(deputy).join('、')),
      ...line('受理范围', text(activity, 'accepts')), ...line('不受理事项及引导', text(activity, 'refuses')), ...line('联系电话', text(activity, 'phone') || phone),
      '欢迎广大选民群众前来反映情况、提出意见建议。',
    ],
  };
}

/** 接待选民登记簿 (F03) of one session: who was received, what was said, what became of it. Kept in the office: names and telephones stand in full only where `open` says so. */
export function receptionRegister(activity: ActivityState, cases: readonly CaseState[], { issuer, today, unit, deputy, village, open }: SheetContext & { readonly open: boolean }): PlainSheet {
  return {
    ...blank, title: activity.kind === 'reception_day' ? '接待选民登记簿' : `${KINDS[activity.kind].name}登记簿`, issuer, issuedOn: today, landscape: true,
    subtitle: `${chineseDate(activity.on)} ${activity.from}—${activity.until ?? ''}　${activity.place}　${KINDS[activity.kind].deputies}：${activity.deputies.map(deputy).join('、')}`,
    columns: [{ heading: '序号', share: 4 }, { heading: '姓名', share: 7 }, { heading: '联系方式', share: 9 }, { heading: '住址', share: 9 }, { heading: '反映的问题和意见', share: 26 }, { heading: '当场解释答复', share: 14 }, { heading: '处理去向', share: 8 }, { heading: '承办单位', share: 9 }, { heading: '办理结果', share: 14 }, { heading: '选民签字', share: 8 }],
    rows: cases.filter((one) => !isWithheld(one) && !isTakenBack(one)).map((one, index) => {
      const { reporter, words, village: at } = one.registered;
      return [
        String(index + 1), open ? reporter?.name ?? '匿名' : maskName(reporter?.name), open ? reporter?.phone ?? '' : maskPhone(reporter?.phone), at === undefined ? one.registered.place ?? '' : village(at), open ? words : maskText(words, reporter?.name),
        one.spotAnswer?.text ?? '', STATUS_WORDS[one.status], one.assignment === null ? '' : unit(one.assignment.lead), one.reply === null ? '' : `${REPLY_CLASS_WORDS[one.reply.class]}：${one.reply.text}`, '',
      ];
    }),
    closing: [`共 ${String(cases.filter((one) => !isWithheld(one) && !isTakenBack(one)).length)} 人次。`],
  };
}

/** 前期调研意见清单: what deputies collected about the subject, sorted, for the unit to study before it comes (龙安 S0 四步之一). */
export function opinionPacket(activity: ActivityState, { unitId, opinions }: { readonly unitId: string; readonly opinions: readonly string[] }, { issuer, today, unit }: SheetContext): PlainSheet {
  return {
    ...blank, title: '进站前期调研意见清单', to: unit(unitId), issuer, issuedOn: activity.preparations.survey?.on ?? today,
    paragraphs: [`你单位定于${chineseDate(activity.on)}到${activity.place}${activity.theme === null ? '' : `，围绕“${activity.theme}”`}与代表、群众面对面。现将代表前期调研收集的意见整理转去，请提前研究，到场逐条答复。`],
    columns: [{ heading: '序号', share: 8 }, { heading: '意见和问题', share: 60 }, { heading: '单位研究情况', share: 32 }],
    rows: opinions.map((one, index) => [String(index + 1), maskText(one, undefined), '']),
    closing: [...(text(activity, 'committee') === '' ? [] : [`对口督导：${text(activity, 'committee')}`]), '现场不能解决的，请当场承诺办理时限：一周之内见成效，一月之内见结果。'],
  };
}

/** The opinions of the survey: what was listed, or else one a line of what was written. */
export function surveyOpinions({ preparations: { survey } }: Pick<ActivityState, 'preparations'>): readonly string[] {
  if (survey === undefined) return [];
  const listed = (survey.list ?? []).filter((one) => one.trim() !== '');
  return listed.length > 0 ? listed : (survey.text ?? '').split('\n').map((one) => one.trim()).filter((one) => one !== '');
}

/** 测评结果通报 (F29): every vote with its valid ones, and each rate with its two numbers. */
export function pollBulletin(activity: ActivityState, { issuer, today }: SheetContext): PlainSheet {
  const ranked = rankedPolls(activity.polls);
  const year = activity.fields['year'];
  const subject = text(activity, 'subject') || KINDS[activity.kind].name;
  return {
    ...blank, title: `${typeof year === 'number' ? `${String(year)}年` : ''}${subject}测评结果通报`, issuer, issuedOn: text(activity, 'publishedOn') || today, landscape: true,
    subtitle: `${chineseDate(activity.on)}　${activity.place}　无记名投票${typeof activity.fields['expected'] === 'number' ? `　应参加 ${String(activity.fields['expected'])} 人，实参加 ${String(activity.deputies.length)} 人` : ''}`,
    columns: [
      { heading: '名次', share: 5 }, { heading: KINDS[activity.kind].polls === 'deputy' ? '代表' : '测评对象', share: 17 }, { heading: '发票', share: 6 }, { heading: '收回', share: 6 }, { heading: '有效', share: 6 }, { heading: '满意', share: 6 }, { heading: '基本满意', share: 7 }, { heading: '不满意', share: 6 }, { heading: '弃权', share: 6 }, { heading: '无效', share: 6 },
      { heading: '满意率', share: 14 }, { heading: '综合满意率', share: 14 },
    ],
    rows: ranked.map(({ poll, result, rank }) => [
      String(rank), poll.about, ...[poll.issued, poll.returned, result.valid, poll.satisfied, poll.basic, poll.unsatisfied, poll.abstained ?? 0, poll.invalid].map(String), rateWords(result.satisfied), rateWords(result.overall),
    ]),
    closing: ['满意率＝满意票÷有效票；综合满意率＝（满意票＋基本满意票）÷有效票。三档选一，不选、多选的不计入有效票；弃权单列。', ...(text(activity, 'publishedTo') === '' ? [] : [`通报范围：${text(activity, 'publishedTo')}`])],
  };
}

/** 承诺清单: who promised what for which days, and how it stands. Several units, or one. */
export function promiseSheet(cases: readonly CaseState[], { issuer, today, unit }: SheetContext): PlainSheet {
  const promised = cases.flatMap((one) => { const { promise } = watchOf(one); return promise === null || isWithheld(one) ? [] : [{ one, promise }]; });
  const tally = tallyPromises(promised.map(({ promise }) => promise), today);
  return {
    ...blank, title: '承诺清单', subtitle: `截至${chineseDate(today)}`, issuer, issuedOn: today, landscape: true,
    columns: [{ heading: '序号', share: 4 }, { heading: '单位', share: 12 }, { heading: '件号', share: 12 }, { heading: '问题', share: 16 }, { heading: '承诺事项', share: 22 }, { heading: '承诺日期', share: 9 }, { heading: '见成效', share: 9 }, { heading: '见结果', share: 9 }, { heading: '现状', share: 9 }],
    rows: promised.map(({ one, promise }, index) => [
      String(index + 1), promise.unit === null ? '' : unit(promise.unit), one.number ?? one.tempNo, maskText(one.title, one.registered.reporter?.name), maskText(one.promise?.plan ?? '', one.registered.reporter?.name), chineseDate(promise.madeOn),
      promise.effectOn === null ? '' : chineseDate(promise.effectOn), chineseDate(promise.resultOn), PROMISE_STANDING_WORDS[promiseStanding(promise, today)],
    ]),
    closing: [`共承诺 ${String(tally.made)} 件，已兑现 ${String(tally.kept)} 件（其中按期 ${String(tally.keptInTime)} 件），逾期未兑现 ${String(tally.late)} 件。`],
  };
}

/** 每月问题清单 (F30, 邵原 S2): the month's problems that units are asked about, from the presidium to the government. */
export function problemSheet(cases: readonly CaseState[], month: string, { issuer, today, unit, deputy }: SheetContext): PlainSheet {
  const listed = cases.filter((one) => !isWithheld(one) && one.status !== 'declined' && one.registered.matter !== 'policy_question' && one.registered.receivedOn.startsWith(`${month}-`));
  return {
    ...blank, title: `${monthWords(month)}问题清单`, to: '', issuer, issuedOn: today, landscape: true,
    paragraphs: ['现将本月代表在联系群众中收集的问题整理转去，请按要求时间反馈。'],
    columns: [{ heading: '序号', share: 4 }, { heading: '问题', share: 32 }, { heading: '来源代表', share: 11 }, { heading: '涉及单位', share: 13 }, { heading: '要求反馈', share: 10 }, { heading: '反馈情况', share: 20 }, { heading: '销号', share: 8 }],
    rows: listed.map((one, index) => [
      String(index + 1), maskText(one.title, one.registered.reporter?.name), (one.registered.deputies ?? []).map(deputy).join('、'), one.assignment === null ? '' : unit(one.assignment.lead), one.dueOn === null ? '' : chineseDate(one.dueOn),
      one.reply === null ? '' : `${REPLY_CLASS_WORDS[one.reply.class]}：${maskText(one.reply.text, one.registered.reporter?.name)}`, one.closedOn === null ? '' : chineseDate(one.closedOn),
    ]),
    closing: [`共 ${String(listed.length)} 件。`],
  };
}
