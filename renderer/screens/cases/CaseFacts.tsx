/** The facts of a case beside the citizen's own words: who, where and when, then what has been done about it. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { mayAppend } from '../../../shared/access.ts';
import type { CaseBody } from '../../../shared/case/case.ts';
import { sourceOf } from '../../../shared/case/channels.ts';
import {
  CHANNEL_WORDS, CONSULTATION_WORDS, CONTACT_WAY_WORDS, CONVERSION_WORDS, EVALUATION_GRADE_WORDS, EVALUATOR_WORDS, EXIT_ROUTE_WORDS, HANDLING_MODE_WORDS, IMPROVED_WORDS, LINK_RELATION_WORDS, MATTER_WORDS, NATURE_WORDS, REPLY_CLASS_WORDS,
  REVIEW_WORDS, SOLVED_WORDS, STATUS_WORDS, SUPERVISION_GRADE_WORDS,
} from '../../../shared/case/words.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import { maskPhone } from '../../../shared/kernel/mask.ts';
import type { CaseRow, CaseView, Directory } from '../../store/api.ts';
import { useStore } from '../../store/store-context.tsx';
import { AttachmentList } from '../../ui/attachments/AttachmentList.tsx';
import { dayWords, shortDay } from '../../ui/format-date.ts';
import { Masked } from '../../ui/Masked.tsx';
import { useSession } from '../../ui/session-context.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import styles from './case-pane.module.css';
import { deputyName, partyWords, sourceWords, unitName } from './event-lines.ts';
import { LongText } from './LongText.tsx';

interface Fact { readonly label: string; readonly children: ReactNode; readonly wide?: boolean }

interface Props { readonly view: CaseView; readonly directory: Directory; readonly today: LocalDate; readonly onOpen: (id: string) => void }

export function CaseFacts({ view, directory, today, onOpen }: Props) {
  const { state, row } = view;
  const store = useStore();
  const session = useSession();
  const { registered } = state;
  const activity = useAnswer(async (store) => (registered.activity === undefined ? null : store.activity(registered.activity)), ['activities'], [registered.activity]);
  const reporter = registered.reporter;
  // 显示要留痕: that it was shown is an entry. Who may not write here may only look.
  const shown = (what: 'name' | 'phone') => {
    if (session.writes.includes(state.scope) && mayAppend(session.role, 'case.revealed')) void store.perform([{ scope: state.scope, subject: state.id, type: 'case.revealed', body: { what: [what] } }]);
  };
  const village = [row.villageName, registered.place].filter(Boolean).join(' ');
  const raised: readonly Fact[] = [
    { label: '反映人', children: <Masked label="姓名" masked={row.reporterMasked} full={reporter?.name ?? ''} onShow={() => { shown('name'); }} /> },
    ...(reporter?.phone === undefined ? [] : [{ label: '电话', children: <Masked label="电话" masked={maskPhone(reporter.phone)} full={reporter.phone} onShow={() => { shown('phone'); }} /> }]),
    ...(registered.confidential === true ? [{ label: '保密', children: '群众要求不告诉别人' }] : []),
    { label: '村（社区）', children: village === '' ? '没有填' : village },
    { label: '收到', children: `${dayWords(registered.receivedOn, today)}${registered.receivedAt === undefined ? '' : ` ${registered.receivedAt}`}` },
    { label: '来源', children: activity ? `${CHANNEL_WORDS[registered.channel]} · ${activity.place}` : CHANNEL_WORDS[registered.channel] },
    ...sourceOf(registered.channel, registered.source).map(({ field, value }) => ({ label: field.label, children: sourceWords(field, value, { directory, today }), wide: field.label.length > 5 })),
    { label: '事项', children: registered.nature === undefined ? MATTER_WORDS[registered.matter] : NATURE_WORDS[registered.nature] },
    { label: '类别', children: state.category ?? '待梳理' },
    ...(registered.deputies === undefined || registered.deputies.length === 0 ? [] : [{ label: '接待代表', children: registered.deputies.map((id) => deputyName({ directory }, id)).join('、') }]),
  ];
  return (
    <section aria-label="民情内容" className={styles['facts']}>
      {registered.answeredOnSpot !== undefined && <div className={styles['spot']}><span className={styles['label']}>现场答复</span><LongText text={registered.answeredOnSpot} lines={4} /></div>}
      <AttachmentList scope={row.scope} attachments={registered.attachments ?? []} />
      <Facts facts={raised} />
      <Belonging view={view} onOpen={onOpen} />
      <Handling view={view} directory={directory} today={today} />
    </section>
  );
}

/** Cases that belong with this one: what it follows, what follows it, what it is linked with; a click shows the other. */
function Belonging({ view: { state, links, followed, followers }, onOpen }: Pick<Props, 'view' | 'onOpen'>) {
  const facts: readonly Fact[] = [
    ...(state.follows === null ? [] : [{ label: state.follows.kind === 'case' ? '并到' : '转为', wide: true, children: followed === null ? state.follows.kind === 'case' ? '另一件，等它的结果' : <><Link to={`/suggestions/${state.follows.id}`}>{CONVERSION_WORDS[state.follows.kind]}</Link>，等它的结果</> : <Other row={followed} onOpen={onOpen} /> }]),
    ...(state.follows?.kind === 'case' || state.conversions.length === 0 || state.follows !== null ? [] : [{ label: '曾转为', children: <div className={styles['links']}>{state.conversions.map(({ kind, to }) => <Link key={to} to={`/suggestions/${to}`}>{CONVERSION_WORDS[kind]}</Link>)}</div> }]),
    ...(followers.length === 0 ? [] : [{ label: '并案', wide: true, children: <div className={styles['links']}>{followers.map((row) => <Other key={row.id} row={row} onOpen={onOpen} />)}</div> }]),
    ...(links.length === 0 ? [] : [{ label: '关联', wide: true, children: <div className={styles['links']}>{links.map(({ id, relation, row }) => <span key={`${id} ${relation}`}>{LINK_RELATION_WORDS[relation]}：{row === null ? '本机上还没有' : <Other row={row} onOpen={onOpen} />}</span>)}</div> }]),
  ];
  return facts.length === 0 ? null : <Facts facts={facts} />;
}

function Other({ row, onOpen }: { readonly row: CaseRow; readonly onOpen: (id: string) => void }) {
  return <Button type="link" onClick={() => { onOpen(row.id); }}>{row.number} {row.title}（{STATUS_WORDS[row.status]}）</Button>;
}

function Handling({ view: { state }, directory, today }: Omit<Props, 'onOpen'>) {
  const { assignment, reply, declined, evaluations, reported, review } = state;
  const parties = partyWords(assignment?.parties, { directory });
  const opinions = Object.values(state.answers).filter((one) => one !== reply);
  const facts: readonly Fact[] = [
    ...(reported === null ? [] : [{ label: '上报县里', wide: true, children: <div><div>{dayWords(reported.on, today)}{review === null ? '，等县里初审' : `，${REVIEW_WORDS[review.result]}（${shortDay(review.on, today)}）`}</div><LongText text={[reported.reason, review?.reason].filter(Boolean).join('；')} lines={3} /></div> }]),
    ...state.consultations.map((one, index) => ({ label: `${CONSULTATION_WORDS[one.way]}${state.consultations.length > 1 ? index + 1 : ''}`, wide: true, children: <LongText text={`${dayWords(one.on, today)}，${one.people}：${one.result}`} lines={3} /> })),
    ...(assignment === null && state.returns > 0 ? [{ label: '退件', children: `退回过 ${state.returns} 次` }] : []),
    ...(assignment === null ? [] : [
      { label: '主办', children: unitName({ directory }, assignment.lead) },
      ...(assignment.co.length === 0 ? [] : [{ label: '协办', children: `${assignment.co.map((id) => unitName({ directory }, id)).join('、')}${assignment.mode === 'separate' ? `（${HANDLING_MODE_WORDS.separate}）` : ''}` }]),
      { label: '交办', children: `${dayWords(assignment.on, today)} · ${assignment.orderNo}` },
      { label: '签收', children: state.acknowledgedOn === null ? '还没有签收' : dayWords(state.acknowledgedOn, today) },
      ...(assignment.chief === undefined && assignment.deputyChief === undefined ? [] : [{ label: '承办领导', children: [assignment.chief, assignment.deputyChief].filter(Boolean).join('、') }]),
      ...(assignment.responsible === undefined ? [] : [{ label: '责任人', children: assignment.responsible }]),
      ...(state.returns === 0 ? [] : [{ label: '退件', children: `退回过 ${state.returns} 次${assignment.decidedBy === undefined ? '' : `，由${assignment.decidedBy}指定`}` }]),
      ...(parties === '' ? [] : [{ label: '六方联办', children: parties.replace('六方联办：', ''), wide: true }]),
      ...(assignment.demand === undefined ? [] : [{ label: '办理要求', children: <LongText text={assignment.demand} lines={3} />, wide: true }]),
    ]),
    ...(state.reworks === 0 ? [] : [{ label: '重新办理', children: `${state.reworks} 次` }]),
    ...(state.supervisions.length === 0 ? [] : [{ label: '督办', wide: true, children: state.supervisions.map(({ order, answer }) => `${SUPERVISION_GRADE_WORDS[order.grade]}（${shortDay(order.on, today)}，${answer === null ? '还没有落实情况' : '已落实'}）`).join('、') }]),
    ...opinions.map((one) => ({ label: state.assignment?.mode === 'separate' ? '分别答复' : '协办意见', wide: true, children: <LongText text={`${unitName({ directory }, one.unit)}（${REPLY_CLASS_WORDS[one.class]}）：${one.text}`} lines={3} /> })),
    ...(state.spotAnswer === null || state.registered.answeredOnSpot !== undefined ? [] : [{ label: '直接答复', wide: true, children: <LongText text={state.spotAnswer.text} lines={4} /> }]),
    ...(reply === null ? [] : [{
      label: '答复', wide: true,
      children: <div><div>{REPLY_CLASS_WORDS[reply.class]} · {unitName({ directory }, reply.unit)} · {dayWords(reply.on, today)}</div><LongText text={reply.text} lines={4} /></div>,
    }]),
    ...(state.promise === null ? [] : [{ label: '承诺', wide: true, children: `${state.promise.plan}，${dayWords(state.promise.on, today)}办完${state.promise.fulfilled === null ? '（还没有落实）' : `；${shortDay(state.promise.fulfilled.on, today)}已落实：${state.promise.fulfilled.text}`}` }]),
    ...(state.relayed.length === 0 ? [] : [{ label: '已转告', wide: true, children: state.relayed.map((one) => `${EVALUATOR_WORDS[one.to]}${one.deputy === undefined ? '' : ` ${deputyName({ directory }, one.deputy)}`}（${CONTACT_WAY_WORDS[one.way]}，${dayWords(one.on, today)}）`).join('、') }]),
    ...evaluationFact(evaluations.citizen, directory),
    ...Object.values(evaluations.deputies).flatMap((one) => evaluationFact(one, directory)),
    ...(declined === null ? [] : [{ label: '不予受理', wide: true, children: <div>{declined.route !== undefined && declined.route !== 'not_accept' && <div>{EXIT_ROUTE_WORDS[declined.route]}{declined.where === undefined ? '' : `：${declined.where}`}</div>}<LongText text={declined.reason} lines={4} />{declined.guidance !== undefined && <LongText text={`引导：${declined.guidance}`} lines={3} />}</div> }]),
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
  return <dl className={styles['list']}>{facts.map(({ label, children, wide }, index) => <div key={`${label} ${index}`} className={wide ? styles['wide'] : undefined}><dt>{label}</dt><dd>{children}</dd></div>)}</dl>;
}
