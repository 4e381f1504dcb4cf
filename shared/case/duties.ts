/**
 * What is due: the one rule set behind 今日, 督办, 需处理 and every count. A row of the table is one kind of duty: when a case has it, until when,
 * who does it by which act, and the words. Nothing that a citizen said falls through (件件有回音): a case that is not at rest always has a duty
 * or a coming day (`nextDeadline`), which a property test holds. Sources of the days: `shared/rules/deadline-rules.ts`.
 */
import type { Calendar } from '../calendar/calendar.ts';
import { addDays, type LocalDate } from '../kernel/local-date.ts';
import { dayWords } from '../rules/day-words.ts';
import { deadline } from '../rules/deadline.ts';
import { DEADLINE_RULES, type DeadlineRuleId, type DeadlineRules } from '../rules/deadline-rules.ts';
import { countPeriod } from '../rules/period.ts';
import { SOON_DAYS } from '../rules/urgency.ts';
import { clockReading } from '../rules/clock.ts';
import type { CaseEntryType } from './case.ts';
import { isAtRest, type CaseWatch } from './watch.ts';

/** The kinds, most urgent first. */
export const DUTY_KINDS = [
  'refused', 'contested', 'urgent', 'overdue', 'promise_overdue', 'effect_overdue', 'supervision_late', 'hotline', 'mentioned', 'to_review', 'county_assign', 'to_extend', 'due_soon', 'promise_due', 'effect_due', 'to_rework', 'unsigned', 'co_late',
  'paused_long', 'to_sort', 'to_assign', 'to_relay', 'to_tell', 'to_relay_deputy', 'follower', 'to_evaluate_citizen', 'to_evaluate_deputy', 'to_close', 'recheck',
] as const;
export type DutyKind = (typeof DUTY_KINDS)[number];

/** How long a pause may last before somebody looks at it; from when a promise is shown before its day; how long a second look is asked for. */
export const PAUSED_LONG_DAYS = 30;
export const PROMISE_SOON_DAYS = 7;
const RECHECK_WINDOW_DAYS = 60;

/** The rule and the day that a duty's last day is counted from; `word` where the table's own does not fit. */
interface DutyBasis { readonly rule: DeadlineRuleId; readonly from: LocalDate; readonly word?: string }

/** One thing to do on one case. `dueOn` is null where no day is set. */
export interface Duty { readonly kind: DutyKind; readonly dueOn: LocalDate | null; readonly basis: DutyBasis | null }

/** The day it is, and last days by the rules in force. */
export interface DutyTime {
  readonly today: LocalDate;
  readonly calendar: Calendar;
  readonly rules: DeadlineRules;
  /** The last day of `rule` counted from `from`; counted once for each pair. */
  readonly due: (rule: DeadlineRuleId, from: LocalDate) => LocalDate;
}

/** What a duty needs beside the case itself. */
export interface DutyFacts {
  readonly time: DutyTime;
  /** How far what the case follows is: nothing to answer with yet, answered, or not on this device. */
  readonly followed: 'waiting' | 'answered' | 'unknown';
  /** The county refused an entry of the case. */
  readonly refused: boolean;
}

/** How loud a section is: red, amber or plain. */
export type DutyTone = 'alarm' | 'soon' | 'plain';

/** One kind of duty. */
export interface DutyRow {
  readonly name: string;
  /** What the button of a line says. */
  readonly action: string;
  /** Why these are listed, for the head of the section. */
  readonly why: string;
  readonly tone: DutyTone;
  /** Whose desk it lies on; what is late concerns both. */
  readonly desk: 'township' | 'county' | 'both';
  /** The act that the button opens the case with; null: the case itself. */
  readonly act: CaseEntryType | null;
  /** Whether a case has it. */
  readonly of: (watch: CaseWatch, facts: DutyFacts) => Omit<Duty, 'kind'> | null;
}

/** The last days of the rules in one place. They do not depend on the day it is: each is counted once for as long as the function lives. */
export function lastDays({ calendar, rules }: Pick<DutyTime, 'calendar' | 'rules'>): DutyTime['due'] {
  const known = new Map<DeadlineRuleId, Map<LocalDate, LocalDate>>(DEADLINE_RULES.map((rule) => [rule, new Map()]));
  return (rule, from) => {
    const days = known.get(rule);
    const counted = days?.get(from) ?? countPeriod({ startedOn: from, n: rules[rule].n, unit: rules[rule].unit, pauses: [] }, calendar).on ?? from;
    days?.set(from, counted);
    return counted;
  };
}

/** One day in one place; `due` where its last days have been counted before. */
export function dutyTime({ today, calendar, rules, due = lastDays({ calendar, rules }) }: Pick<DutyTime, 'today' | 'calendar' | 'rules'> & Partial<Pick<DutyTime, 'due'>>): DutyTime {
  return { today, calendar, rules, due };
}

const NOW = { dueOn: null, basis: null } as const;
const until = (dueOn: LocalDate | null) => ({ dueOn, basis: null });

/** Counted by a rule; null without a first day. */
function by(time: DutyTime, rule: DeadlineRuleId, from: LocalDate | null): Omit<Duty, 'kind'> | null {
  return from === null ? null : { dueOn: time.due(rule, from), basis: { rule, from } };
}

/** With another word for the first day than the rule's own. */
function worded(duty: Omit<Duty, 'kind'> | null, word: string): Omit<Duty, 'kind'> | null {
  return duty?.basis ? { ...duty, basis: { ...duty.basis, word } } : duty;
}

/** Only once the last day is over. */
function lapsed(duty: Omit<Duty, 'kind'> | null, today: LocalDate): Omit<Duty, 'kind'> | null {
  return duty?.dueOn != null && duty.dueOn < today ? duty : null;
}

/** The handling deadline that runs; a promise and the county's review have duties of their own. */
export function runningDue({ status, dueOn, promisedOn }: CaseWatch): LocalDate | null {
  return status === 'handling' || (status !== 'reviewing' && promisedOn === null) ? dueOn : null;
}

const isAnswered = ({ status }: CaseWatch) => status === 'evaluating' || status === 'closing';
const isUnsatisfied = ({ citizen, deputy }: CaseWatch) => citizen === 'unsatisfied' || deputy === 'unsatisfied';
/** A simple matter that was settled at once is not looked at again. */
const isWorthRecheck = ({ level, reworks, supervisions }: CaseWatch) => level === 'common' || level === 'major' || reworks > 0 || supervisions.length > 0;

/** The oldest supervision that wanted an answer by now and got none. */
function lateAnswer({ supervisions }: CaseWatch, today: LocalDate): LocalDate | null {
  return supervisions.flatMap(({ answerBy, answeredOn }) => (answerBy !== null && answeredOn === null && answerBy < today ? [answerBy] : [])).sort()[0] ?? null;
}

export const DUTIES: Readonly<Record<DutyKind, DutyRow>> = {
  refused: {
    name: '县里没有收下', action: '处理', why: '内容仍在本机，打开看原因', tone: 'alarm', desk: 'both', act: null,
    of: (_, { refused }) => (refused ? NOW : null),
  },
  contested: {
    name: '需要核对', action: '核对', why: '两台电脑同时做了不一样的一步，后到的那步没有生效', tone: 'alarm', desk: 'both', act: 'case.noted',
    of: ({ contested }) => (contested ? NOW : null),
  },
  // 信访工作条例 25: what is urgent is told to the leaders at once; what they say is noted.
  urgent: {
    name: '紧急，要报告领导', action: '记下报告', why: '先拨110、119、120，再马上报告领导', tone: 'alarm', desk: 'township', act: 'case.noted',
    of: (watch) => (watch.urgent && watch.answeredOn === null && watch.status !== 'declined' && !watch.answered.includes('urgent') && !isAtRest(watch) ? NOW : null),
  },
  overdue: {
    name: '逾期', action: '督办', why: '过了办结时限', tone: 'alarm', desk: 'both', act: 'case.supervised',
    of: (watch, { time: { today } }) => lapsed(until(runningDue(watch)), today),
  },
  // 河南办法 23, 27: what is promised is followed until it is kept.
  promise_overdue: {
    name: '承诺逾期', action: '督办', why: '答应了的日子已过，还没有落实', tone: 'alarm', desk: 'both', act: 'case.supervised',
    of: (watch, { time: { today } }) => (isAtRest(watch) ? null : lapsed(until(watch.promisedOn), today)),
  },
  // 一周之内见成效 (商丘、柘城 S0): until something is reported, answered or done about it.
  effect_overdue: {
    name: '没有见成效', action: '督办', why: '当场承诺的见成效的日子已过，单位还没有进展', tone: 'alarm', desk: 'both', act: 'case.supervised',
    of: (watch, { time: { today } }) => (isAtRest(watch) ? null : lapsed(until(watch.effectOn), today)),
  },
  supervision_late: {
    name: '督办没有回音', action: '记落实', why: '督办单要求的日子已过，单位没有回报', tone: 'alarm', desk: 'both', act: 'case.supervision_answered',
    of: (watch, { time: { today } }) => (isAtRest(watch) ? null : lapsed(until(lateAnswer(watch, today)), today)),
  },
  hotline: {
    name: '12345 期限', action: '跟进', why: '热线自己的期限快到或已过', tone: 'alarm', desk: 'township', act: 'case.replied',
    of: (watch, { time: { today } }) => (watch.ticketDueOn !== null && watch.answeredOn === null && watch.status !== 'declined' && !isAtRest(watch) && watch.ticketDueOn <= addDays(today, SOON_DAYS) ? until(watch.ticketDueOn) : null),
  },
  mentioned: {
    name: '有人提到您', action: '看看', why: '同事在备注里请您看一看', tone: 'soon', desk: 'both', act: null,
    of: ({ mentioned }) => (mentioned.length > 0 ? NOW : null),
  },
  to_review: {
    name: '待县初审', action: '初审', why: '乡镇上报，请把关', tone: 'soon', desk: 'county', act: 'case.reviewed',
    of: (watch, { time }) => (watch.status !== 'reviewing' ? null : watch.reviewDueOn !== null ? until(watch.reviewDueOn) : by(time, 'COUNTY_REVIEW', watch.reportedOn)),
  },
  county_assign: {
    name: '县里待交办', action: '交办', why: '县里受理了，请选承办单位', tone: 'plain', desk: 'county', act: 'case.assigned',
    of: (watch, { time }) => (watch.status === 'assigning' && watch.countyTook ? worded(by(time, 'CASE_ASSIGN', watch.waitsSince), '受理') : null),
  },
  to_extend: {
    name: '申请延期待定', action: '审定', why: '同意还是不同意，要在到期前告诉单位', tone: 'soon', desk: 'township', act: 'case.extended',
    of: (watch) => (watch.status === 'handling' && watch.extensionAskedOn !== null ? until(watch.dueOn) : null),
  },
  due_soon: {
    name: '三天内到期', action: '催办', why: '提醒承办单位', tone: 'soon', desk: 'both', act: 'case.supervised',
    of: (watch, { time: { today } }) => within(runningDue(watch), today, SOON_DAYS),
  },
  promise_due: {
    name: '承诺快到期', action: '记落实', why: '一周内到了答应的日子', tone: 'soon', desk: 'township', act: 'case.fulfilled',
    of: (watch, { time: { today } }) => (isAtRest(watch) ? null : within(watch.promisedOn, today, PROMISE_SOON_DAYS)),
  },
  effect_due: {
    name: '快到见成效的日子', action: '记进展', why: '三天内要见到成效，问问单位办得怎样了', tone: 'soon', desk: 'township', act: 'case.progressed',
    of: (watch, { time: { today } }) => (isAtRest(watch) ? null : within(watch.effectOn, today, SOON_DAYS)),
  },
  to_rework: {
    name: '不满意，待重办', action: '退回重办', why: '有一方不满意，要退回单位再办', tone: 'soon', desk: 'township', act: 'case.reworked',
    of: (watch) => (isAnswered(watch) && isUnsatisfied(watch) ? NOW : null),
  },
  unsigned: {
    name: '没有签收', action: '签收', why: '交办后单位迟迟没有签收', tone: 'soon', desk: 'township', act: 'case.acknowledged',
    of: (watch, { time }) => (watch.status === 'handling' && watch.acknowledgedOn === null ? lapsed(by(time, 'UNIT_SIGN', watch.assignedOn), time.today) : null),
  },
  co_late: {
    name: '协办意见迟了', action: '催办', why: '协办单位还没有给主办单位意见', tone: 'soon', desk: 'township', act: 'case.supervised',
    of: (watch, { time }) => (watch.status === 'handling' && watch.coMissing.length > 0 ? lapsed(watch.coDueOn === null ? by(time, 'CO_OPINION', watch.assignedOn) : until(watch.coDueOn), time.today) : null),
  },
  paused_long: {
    name: '暂停太久', action: '恢复计时', why: `暂停计时满 ${PAUSED_LONG_DAYS} 天，看看能不能接着办`, tone: 'soon', desk: 'township', act: 'case.resumed',
    of: ({ pausedOn, status }, { time: { today } }) => (status === 'handling' && pausedOn !== null && addDays(pausedOn, PAUSED_LONG_DAYS) <= today ? until(addDays(pausedOn, PAUSED_LONG_DAYS)) : null),
  },
  to_sort: {
    name: '待梳理', action: '梳理', why: '定标题、类别和级别', tone: 'plain', desk: 'township', act: 'case.sorted',
    of: (watch, { time }) => (watch.status === 'sorting' ? by(time, 'CASE_SORT', watch.waitsSince) : null),
  },
  to_assign: {
    name: '待交办', action: '交办', why: '选承办单位，定时限', tone: 'plain', desk: 'township', act: 'case.assigned',
    of: (watch, { time }) => (watch.status === 'assigning' && !watch.countyTook ? worded(by(time, 'CASE_ASSIGN', watch.waitsSince), watch.returns > 0 ? '退回' : '梳理') : null),
  },
  to_relay: {
    name: '待转告群众', action: '转告', why: '单位答复了，还没有告诉反映的群众', tone: 'plain', desk: 'township', act: 'case.relayed',
    of: (watch, { time }) => (isAnswered(watch) && !watch.citizenTold ? by(time, 'CASE_RELAY', watch.answeredOn) : null),
  },
  to_tell: {
    name: '待告知不予受理', action: '告知', why: '不受理也要说明理由，告诉群众去哪里', tone: 'plain', desk: 'township', act: 'case.relayed',
    of: (watch, { time }) => (watch.status === 'declined' && !watch.citizenTold ? worded(by(time, 'CASE_RELAY', watch.declinedOn), '决定不予受理') : null),
  },
  to_relay_deputy: {
    name: '待转告代表', action: '转告', why: '听取意见的代表还不知道办得怎样', tone: 'plain', desk: 'township', act: 'case.relayed',
    of: (watch, { time }) => (isAnswered(watch) && watch.deputiesToTell > 0 ? by(time, 'CASE_RELAY', watch.answeredOn) : null),
  },
  follower: {
    name: '随办的要答复', action: '答复', why: '并入或转化的那一件有了结果，这位群众也要单独答复', tone: 'plain', desk: 'township', act: 'case.replied',
    of: (watch, facts) => (watch.status !== 'following' || watch.follows === null ? null : facts.followed === 'answered' ? NOW : lapsed(worded(by(facts.time, 'CASE_COMMON', watch.follows.on), '随件办理'), facts.time.today)),
  },
  to_evaluate_citizen: {
    name: '待群众评议', action: '评议', why: '问一问群众满意不满意', tone: 'plain', desk: 'township', act: 'case.evaluated',
    of: (watch, { time }) => (watch.status === 'evaluating' && !isUnsatisfied(watch) && watch.citizenTold && watch.citizen === null ? by(time, 'CASE_EVALUATE', watch.citizenToldOn) : null),
  },
  to_evaluate_deputy: {
    name: '待代表评议', action: '评议', why: '请代表评一评办得怎样', tone: 'plain', desk: 'township', act: 'case.evaluated',
    of: (watch, { time }) => (watch.status === 'evaluating' && !isUnsatisfied(watch) && watch.citizenTold && watch.deputy === null ? by(time, 'CASE_EVALUATE', watch.deputyToldOn ?? watch.citizenToldOn) : null),
  },
  to_close: {
    name: '待销号', action: '销号', why: '两方都评过了，可以销号', tone: 'plain', desk: 'township', act: 'case.closed',
    of: (watch) => (watch.status === 'closing' && watch.citizenTold && watch.promisedOn === null ? NOW : null),
  },
  recheck: {
    name: '回头看', action: '记下回访', why: '销号一段时间了，看看管不管用', tone: 'plain', desk: 'township', act: 'case.noted',
    of: (watch, { time }) => {
      const duty = watch.status === 'closed' && isWorthRecheck(watch) && !watch.answered.includes('recheck') ? by(time, 'RECHECK', watch.closedOn) : null;
      // A light one: who did not look within two months is not asked for ever.
      return duty?.dueOn != null && duty.dueOn <= time.today && time.today <= addDays(duty.dueOn, RECHECK_WINDOW_DAYS) ? duty : null;
    },
  },
};

function within(dueOn: LocalDate | null, today: LocalDate, days: number): Omit<Duty, 'kind'> | null {
  return dueOn !== null && dueOn >= today && dueOn <= addDays(today, days) ? until(dueOn) : null;
}

/** What may still be asked of a closed case: most cases of a county are, and they are walked over whenever something is due. */
const WHEN_CLOSED = ['refused', 'contested', 'mentioned', 'recheck'] as const satisfies readonly DutyKind[];

/** Everything that is to be done on a case today, most urgent first. */
export function dutiesOf(watch: CaseWatch, facts: DutyFacts): readonly Duty[] {
  const duties: Duty[] = [];
  for (const kind of watch.status === 'closed' ? WHEN_CLOSED : DUTY_KINDS) {
    const duty = DUTIES[kind].of(watch, facts);
    if (duty !== null) duties.push({ kind, ...duty });
  }
  return duties;
}

/** The next day on which a case without a duty will have one; null for a case at rest. */
export function nextDeadline(watch: CaseWatch, { due }: DutyTime): LocalDate | null {
  if (isAtRest(watch)) return null;
  const days = [
    runningDue(watch), watch.promisedOn, watch.effectOn, watch.pausedOn === null ? null : addDays(watch.pausedOn, PAUSED_LONG_DAYS),
    watch.follows === null || watch.status !== 'following' ? null : due('CASE_COMMON', watch.follows.on),
  ];
  return days.filter((day) => day !== null).sort()[0] ?? null;
}

/** True once the duty's last day is over. */
export function isLate({ dueOn }: Pick<Duty, 'dueOn'>, today: LocalDate): boolean {
  return dueOn !== null && dueOn < today;
}

/** How the day was counted: `5月18日交办 + 7天 = 5月25日`; empty where no day is set. */
export function dutyWords(watch: CaseWatch, { kind, dueOn, basis }: Duty, { calendar, rules, today }: DutyTime): string {
  if (basis !== null) {
    const rule = rules[basis.rule];
    return deadline({ ...rule, from: basis.word ?? rule.from }, basis.from, calendar).explanation;
  }
  if (dueOn === null) return '';
  const day = dayWords(dueOn, today);
  if (kind === 'overdue' || kind === 'due_soon' || kind === 'to_extend') {
    // Reasons of pauses are texts, and stand in the case itself.
    const clock = watch.clock && { ...watch.clock, segments: watch.clock.segments.map((one) => ({ ...one, reason: null })) };
    const reading = clock && clockReading(clock, calendar, today);
    return reading?.dueOn === dueOn ? reading.explanation : `${day}到期`;
  }
  const promised = `答应${day}${watch.promise?.atTable ? '见结果' : '落实'}`;
  const words: Partial<Record<DutyKind, string>> = {
    promise_overdue: promised, promise_due: promised, effect_overdue: `答应${day}见成效`, effect_due: `答应${day}见成效`, supervision_late: `督办单要求${day}前回报`, hotline: `热线要求${day}前办结`, co_late: `应在${day}前给意见`,
    to_review: `应在${day}前初审`, paused_long: `${dayWords(addDays(dueOn, -PAUSED_LONG_DAYS), today)}起暂停`,
  };
  return words[kind] ?? `${day}到期`;
}
