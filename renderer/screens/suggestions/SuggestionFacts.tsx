/** The facts of a suggestion: the paper as it is signed, the order, what the units say, and each deputy's answer and voice. */
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { EVALUATION_GRADE_WORDS, HANDLING_MODE_WORDS, REPLY_CLASS_WORDS, SUPERVISION_GRADE_WORDS } from '../../../shared/case/words.ts';
import { hasTalked, isUnsatisfied } from '../../../shared/suggestion/lifecycle.ts';
import type { SuggestionState } from '../../../shared/suggestion/suggestion.ts';
import { APPRAISAL_WORDS, PERIOD_WORDS, PUBLICITY_WORDS } from '../../../shared/suggestion/words.ts';
import { shortDay } from '../../ui/format-date.ts';
import type { Desk } from './forms/item-form.ts';
import { nameOf } from './item-rows.ts';
import styles from './suggestions.module.css';

interface Fact { readonly label: string; readonly children: ReactNode; readonly wide?: boolean }

export function SuggestionFacts({ state, desk }: { readonly state: SuggestionState; readonly desk: Desk }) {
  const { registered: paper, assignment: order, reply } = state;
  const { directory, today } = desk;
  const unit = (id: string) => nameOf(directory.units, id);
  const day = (on: string | undefined | null) => (on ? shortDay(on, today) : '');
  const paperFacts: readonly Fact[] = [
    { label: '情况与问题', children: paper.situation, wide: true }, { label: '具体建议', children: paper.proposal, wide: true },
    { label: '提出', children: [PERIOD_WORDS[paper.period], paper.term, paper.session].filter(Boolean).join(' · ') }, { label: '收到', children: day(paper.receivedOn) },
    ...(paper.category === undefined ? [] : [{ label: '类别', children: paper.category }]), ...(paper.wishedUnit === undefined ? [] : [{ label: '希望承办', children: unit(paper.wishedUnit) }]),
    { label: '公开', children: `${PUBLICITY_WORDS[paper.publicity]}${paper.publicityReason === undefined ? '' : `：${paper.publicityReason}`}` },
    ...((paper.matters ?? 1) > 1 ? [{ label: '事项', children: <Tag color="error">写了 {paper.matters} 件事，应一事一议</Tag> }] : []),
  ];
  const orderFacts: readonly Fact[] = order === null ? [] : [
    { label: '主办', children: unit(order.lead) }, ...(order.co.length === 0 ? [] : [{ label: order.mode === 'separate' ? HANDLING_MODE_WORDS.separate : '协办', children: order.co.map(unit).join('、') }]),
    { label: '交办', children: `${day(order.on)} · ${order.orderNo}` }, ...(order.responsible === undefined ? [] : [{ label: '承办人', children: order.responsible }]),
    ...(order.returnBy === undefined ? [] : [{ label: '退件期限', children: day(order.returnBy) }]), ...(order.coDueOn === undefined ? [] : [{ label: '协办意见', children: `${day(order.coDueOn)}前（已到 ${String(Object.keys(state.coOpinions).length)}/${String(order.co.length)}）` }]),
    ...(order.explainBy === undefined ? [] : [{ label: '先行说明', children: state.explained === null ? `${day(order.explainBy)}前向代表说明` : `${day(state.explained.on)}已说明` }]),
    ...(order.dueReason === undefined ? [] : [{ label: '改过期限', children: order.dueReason, wide: true }]), ...(order.demand === undefined ? [] : [{ label: '办理要求', children: order.demand, wide: true }]),
    { label: '面商', children: [...(hasTalked(state) ? [] : ['这次办理还没有面商（答复前至少一次）']), ...(state.talks.length === 0 ? [] : [`共 ${String(state.talks.length)} 次，最近 ${day(state.talks.at(-1)?.on)}：${state.talks.at(-1)?.agreement ?? ''}`])].join('；'), wide: true },
  ];
  const replyFacts: readonly Fact[] = [
    ...(reply === null ? [] : [
      { label: '答复', children: `${unit(reply.unit)} ${day(reply.on)} · ${reply.documentNo} · ${reply.signedBy}签发`, wide: true }, { label: '分类', children: `${REPLY_CLASS_WORDS[reply.class]}${reply.letter === undefined ? '' : `（${reply.letter}）`}` }, { label: '内容', children: reply.text, wide: true },
      ...[['计划', reply.plan], ['原因', reply.reason], ['已反映', reply.escalatedTo], ['协办意见', reply.coOpinions]].flatMap(([label, text]) => (label !== undefined && text !== undefined ? [{ label, children: text, wide: true }] : [])),
    ]),
    ...state.promises.map((one): Fact => ({ label: '承诺', children: `${unit(one.unit)}：${one.plan}，${day(one.on)}前${one.fulfilled === null ? '（还没落实）' : `（${day(one.fulfilled.on)}已落实：${one.fulfilled.text}）`}`, wide: true })),
    ...(state.appraisal === null ? [] : [{ label: '评估', children: `${APPRAISAL_WORDS[state.appraisal.outcome]}：${state.appraisal.opinion}`, wide: true }]),
    ...(state.keyListed === null ? [] : [{ label: '重点督办', children: [state.keyListed.decidedBy, state.keyListed.parties?.supervisingLeader].filter(Boolean).join(' · '), wide: true }]),
    ...state.supervisions.map(({ order: one, answer }): Fact => ({ label: SUPERVISION_GRADE_WORDS[one.grade], children: `${day(one.on)} ${one.orderNo}：${one.reason}${answer === null ? '（等落实）' : `（已落实：${answer.text}）`}`, wide: true })),
  ];
  return (
    <section className={styles['facts']} aria-label="建议内容">
      <Facts facts={paperFacts} />
      {orderFacts.length > 0 && <Facts facts={orderFacts} />}
      {replyFacts.length > 0 && <Facts facts={replyFacts} />}
      <Voices state={state} desk={desk} />
    </section>
  );
}

function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return <dl className={styles['list']}>{facts.map(({ label, children, wide }, index) => <div key={`${label} ${String(index)}`} className={wide ? styles['wide'] : undefined}><dt>{label}</dt><dd>{children}</dd></div>)}</dl>;
}

/** 逐人答复、逐人反馈: one line a deputy (河南 21; peers 57). */
function Voices({ state, desk: { directory, today } }: { readonly state: SuggestionState; readonly desk: Desk }) {
  const day = (on: string) => shortDay(on, today);
  return (
    <table className={styles['voices']}>
      <thead><tr><th>代表</th><th>签名</th><th>答复送达</th><th>态度</th><th>结果</th></tr></thead>
      <tbody>
        {state.signers.map(({ deputy, signedOn }, index) => {
          const delivery = state.deliveries[deputy], voice = state.voices[deputy];
          return (
            <tr key={deputy}>
              <td>{nameOf(directory.deputies, deputy)}{index === 0 ? '（领衔）' : ''}</td>
              <td>{signedOn === null ? <Tag color="warning">未确认</Tag> : day(signedOn)}</td>
              <td>{delivery === undefined ? '' : `${day(delivery.on)}${voice === undefined && delivery.feedbackBy !== undefined ? `，${day(delivery.feedbackBy)}前反馈` : ''}`}</td>
              {voice === undefined ? <td colSpan={2}>{delivery === undefined ? '' : state.urged[deputy] === undefined ? '待反馈' : `已催请 ${day(state.urged[deputy].on)}`}</td>
                : voice.kind === 'lapsed' ? <td colSpan={2}>逾期未反馈，不计入满意率</td>
                : <><td>{EVALUATION_GRADE_WORDS[voice.feedback.attitude]}</td><td className={isUnsatisfied(voice.feedback) ? styles['bad'] : styles['good']} title={voice.feedback.opinion}>{EVALUATION_GRADE_WORDS[voice.feedback.result]}</td></>}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
