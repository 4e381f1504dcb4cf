/** The facts of a case beside the citizen's own words: who, where and when, then what has been done about it. */
import type { ReactNode } from 'react';
import { CHANNEL_WORDS, CONTACT_WAY_WORDS, EVALUATION_GRADE_WORDS, EVALUATOR_WORDS, IMPROVED_WORDS, MATTER_WORDS, REPLY_CLASS_WORDS, SOLVED_WORDS } from '../../../shared/case/words.ts';
import type { CaseBody } from '../../../shared/case/case.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import { maskPhone } from '../../../shared/kernel/mask.ts';
import type { CaseView, Directory } from '../../store/api.ts';
import { AttachmentList } from '../../ui/attachments/AttachmentList.tsx';
import { dayWords } from '../../ui/format-date.ts';
import { Masked } from '../../ui/Masked.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import styles from './case-pane.module.css';
import { deputyName, unitName } from './event-lines.ts';
import { LongText } from './LongText.tsx';

interface Fact { readonly label: string; readonly children: ReactNode; readonly wide?: boolean }

export function CaseFacts({ view, directory, today }: { readonly view: CaseView; readonly directory: Directory; readonly today: LocalDate }) {
  const { state, row } = view;
  const { registered } = state;
  const activity = useAnswer(async (store) => (registered.activity === undefined ? null : store.activity(registered.activity)), ['activities'], [registered.activity]);
  const reporter = registered.reporter;
  const village = [row.villageName, registered.place].filter(Boolean).join(' ');
  const raised: readonly Fact[] = [
    { label: '反映人', children: <Masked label="姓名" masked={row.reporterMasked} full={reporter?.name ?? ''} /> },
    ...(reporter?.phone === undefined ? [] : [{ label: '电话', children: <Masked label="电话" masked={maskPhone(reporter.phone)} full={reporter.phone} /> }]),
    { label: '村（社区）', children: village === '' ? '没有填' : village },
    { label: '收到', children: `${dayWords(registered.receivedOn, today)}${registered.receivedAt === undefined ? '' : ` ${registered.receivedAt}`}` },
    { label: '来源', children: activity ? `${CHANNEL_WORDS[registered.channel]} · ${activity.place}` : CHANNEL_WORDS[registered.channel] },
    { label: '事项', children: MATTER_WORDS[registered.matter] },
    { label: '类别', children: state.category ?? '待梳理' },
    ...(registered.deputies === undefined || registered.deputies.length === 0 ? [] : [{ label: '接待代表', children: registered.deputies.map((id) => deputyName({ directory }, id)).join('、') }]),
  ];
  return (
    <section aria-label="民情内容" className={styles['facts']}>
      {registered.answeredOnSpot !== undefined && <div className={styles['spot']}><span className={styles['label']}>现场答复</span><LongText text={registered.answeredOnSpot} lines={4} /></div>}
      <AttachmentList scope={row.scope} attachments={registered.attachments ?? []} />
      <Facts facts={raised} />
      <Handling view={view} directory={directory} today={today} />
    </section>
  );
}

function Handling({ view: { state }, directory, today }: { readonly view: CaseView; readonly directory: Directory; readonly today: LocalDate }) {
  const { assignment, reply, declined, evaluations } = state;
  const facts: readonly Fact[] = [
    ...(assignment === null ? [] : [
      { label: '主办', children: unitName({ directory }, assignment.lead) },
      ...(assignment.co.length === 0 ? [] : [{ label: '协办', children: assignment.co.map((id) => unitName({ directory }, id)).join('、') }]),
      { label: '交办', children: `${dayWords(assignment.on, today)} · ${assignment.orderNo}` },
      { label: '签收', children: state.acknowledgedOn === null ? '还没有签收' : dayWords(state.acknowledgedOn, today) },
      ...(assignment.responsible === undefined ? [] : [{ label: '责任人', children: assignment.responsible }]),
      ...(assignment.demand === undefined ? [] : [{ label: '办理要求', children: <LongText text={assignment.demand} lines={3} />, wide: true }]),
    ]),
    ...(state.reworks === 0 ? [] : [{ label: '重新办理', children: `${state.reworks} 次` }]),
    ...(state.supervisions.length === 0 ? [] : [{ label: '督办', children: `${state.supervisions.length} 次` }]),
    ...(reply === null ? [] : [{
      label: '答复', wide: true,
      children: <div><div>{REPLY_CLASS_WORDS[reply.class]} · {unitName({ directory }, reply.unit)} · {dayWords(reply.on, today)}</div><LongText text={reply.text} lines={4} /></div>,
    }]),
    ...(state.relayed.length === 0 ? [] : [{ label: '已转告', wide: true, children: state.relayed.map((one) => `${EVALUATOR_WORDS[one.to]}（${CONTACT_WAY_WORDS[one.way]}，${dayWords(one.on, today)}）`).join('、') }]),
    ...evaluationFact(evaluations.citizen, directory),
    ...evaluationFact(evaluations.deputy, directory),
    ...(declined === null ? [] : [{ label: '不予受理', wide: true, children: <div><LongText text={declined.reason} lines={4} />{declined.guidance !== undefined && <LongText text={`引导：${declined.guidance}`} lines={3} />}</div> }]),
  ];
  return facts.length === 0 ? null : <Facts facts={facts} />;
}

function evaluationFact(evaluation: CaseBody<'case.evaluated'> | null, directory: Directory): readonly Fact[] {
  if (evaluation === null) return [];
  const { by, grade, solved, improved, opinion, deputy } = evaluation;
  const answers = [solved && `问题${SOLVED_WORDS[solved]}`, improved && `生活${IMPROVED_WORDS[improved]}`, opinion].filter(Boolean).join('，');
  return [{ label: `${EVALUATOR_WORDS[by]}评议`, children: <span><span className={styles[grade]}>{EVALUATION_GRADE_WORDS[grade]}</span>{deputy === undefined ? '' : `（${deputyName({ directory }, deputy)}）`}{answers === '' ? '' : `：${answers}`}</span>, wide: true }];
}

function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return <dl className={styles['list']}>{facts.map(({ label, children, wide }) => <div key={label} className={wide ? styles['wide'] : undefined}><dt>{label}</dt><dd>{children}</dd></div>)}</dl>;
}
