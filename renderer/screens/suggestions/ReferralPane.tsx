/** One matter that is only passed on: where it went, that people were told, and what came back. */
import { Alert, Skeleton } from 'antd';
import { useRef, useState } from 'react';
import { Link } from 'react-router';
import type { Undoable } from '../../../shared/ledger/act-fold.ts';
import type { ReferralState } from '../../../shared/referral/referral.ts';
import { REFERRAL_ACT_WORDS, REFERRAL_EVENT_WORDS, REFERRAL_KIND_WORDS, REFERRAL_OUTCOME_WORDS, REFERRAL_STATUS_WORDS } from '../../../shared/referral/words.ts';
import type { CaseRow, Draft, ItemView } from '../../store/api.ts';
import { useStore } from '../../store/store-context.tsx';
import { DueTag } from '../../ui/DueTag.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { dayWords, shortDay } from '../../ui/format-date.ts';
import { newSubject } from '../../ui/new-subject.ts';
import { useAnswer } from '../../ui/use-answer.ts';
import { usePerform } from '../../ui/use-perform.ts';
import { useTakeBack } from '../../ui/use-take-back.ts';
import { FormPanel } from './forms/FormPanel.tsx';
import type { Desk } from './forms/item-form.ts';
import { filledOf } from '../../ui/form-frame/form-values.ts';
import { MOTION_TO_SUGGESTION, REFERRAL_FORMS, type ReferralActType } from './forms/referral-forms.ts';
import { ItemHead } from './ItemHead.tsx';
import { nameOf, REFERRAL_COLORS } from './item-rows.ts';
import { ItemTimeline } from './ItemTimeline.tsx';
import { referralChoices } from './suggestion-choices.ts';
import styles from './suggestions.module.css';
import { UndoBar } from './UndoBar.tsx';

interface Props { readonly id: string; readonly desk: Desk; readonly drafts: readonly Draft[]; readonly asked: number; readonly onLeave: () => void }

export function ReferralPane({ id, desk, drafts, asked, onLeave }: Props) {
  const answer = useAnswer(async (store) => {
    const view = await store.referral(id);
    const sources = await Promise.all((view?.state.registered.sources ?? []).map((one) => store.case(one)));
    return { id, view, sources: sources.flatMap((one) => one?.row ?? []) };
  }, ['suggestions', 'cases'], [id]);
  if (answer?.id !== id) return <div className={styles['pane']}><Skeleton active={false} paragraph={{ rows: 6 }} /></div>;
  if (answer.view === null) return <EmptyState drawing="search" title="本机上没有这一件">可能还没有从县里取回。联上网稍等一会儿，它会自己出现。</EmptyState>;
  return <OpenReferral key={id} view={answer.view} sources={answer.sources} desk={desk} drafts={drafts} asked={asked} onLeave={onLeave} />;
}

interface OpenProps extends Omit<Props, 'id'> { readonly view: ItemView<ReferralState>; readonly sources: readonly CaseRow[] }

function OpenReferral({ view, sources, desk, drafts, asked, onLeave }: OpenProps) {
  const { state } = view;
  const { registered } = state;
  const { directory, today } = desk;
  const store = useStore();
  const { perform, refusal } = usePerform();
  const { types, hasPrimary, shown } = referralChoices(state, desk.session);
  const draftKey = (type: string) => `act/${state.id}/${type}`;
  const draftOf = (type: string) => drafts.find(({ key }) => key === draftKey(type))?.fields ?? null;
  const [open, setOpen] = useState<ReferralActType | null>(() => types.find((type) => draftOf(type) !== null) ?? null);
  const [done, setDone] = useState<string | null>(null);
  const [answered, setAnswered] = useState(asked);
  if (asked !== answered) {
    setAnswered(asked);
    if (hasPrimary) setOpen(types[0] ?? null);
  }
  const article = useRef<HTMLElement>(null);
  const leave = () => {
    setOpen(null);
    article.current?.scrollIntoView({ block: 'start' });
    onLeave();
  };
  const undoable = state.undoable?.actor === desk.session.user && desk.session.writes.includes(state.scope) ? state.undoable : null;
  const takeBack = useTakeBack();
  const undoLast = async ({ id: act, type }: Undoable) => {
    const { id, scope, conversion } = state;
    // The suggestion that a motion became ends with the turn.
    const acts = type === 'referral.converted' && conversion !== null ? await takeBack({ id, scope, act, to: conversion.to, on: today }) : [{ scope, subject: id, type: 'referral.undone', body: { act } }];
    if (acts === null) return;
    setDone(null);
    await perform(...acts);
  };
  const undo = undoable === null ? null : () => { void undoLast(undoable); };
  const facts = [
    ['种类', REFERRAL_KIND_WORDS[state.kind]], ['收到', shortDay(registered.receivedOn, today)], ['联名代表', (registered.deputies ?? []).map((one) => nameOf(directory.deputies, one)).join('、')], ['内容', registered.words], ['案据', registered.grounds], ['方案', registered.plan],
    ['去向', state.forwards.map((one) => `${shortDay(one.on, today)} ${one.where}`).join('；')], ['告知', state.notices.map((one) => `${shortDay(one.on, today)} ${one.text}`).join('；')],
    ['结果', state.conclusion === null ? '' : `${REFERRAL_OUTCOME_WORDS[state.conclusion.outcome]}：${state.conclusion.text}`],
  ] as const;

  return (
    <article ref={article} className={styles['pane']} aria-label={`${state.outsideNo ?? state.tempNo} ${registered.title}`}>
      <ItemHead
        row={{ number: state.outsideNo ?? state.tempNo, official: state.outsideNo !== null, title: registered.title, status: REFERRAL_STATUS_WORDS[state.status], color: REFERRAL_COLORS[state.status] }}
        choices={types.map((type) => ({ type, name: REFERRAL_ACT_WORDS[type], draft: draftOf(type) !== null }))} hasPrimary={hasPrimary} shown={shown} open={open} onOpen={(type) => { setOpen(types.find((one) => one === type) ?? null); }}
        onUndo={undo}
        ended="这一件由乡镇的人大秘书登记，您可以在这里看到每一步。"
        meta={state.dueOn === null ? null : (
          <span className={styles['deadline']}>
            {state.kind === 'petition' ? '告知期限' : '期限'} {dayWords(state.dueOn, today)} <DueTag dueOn={state.dueOn} today={today} />
            {state.kind === 'petition' && <span className={styles['explained']}>{desk.time.rules.PET_NOTICE.source}：收到之日起 {desk.time.rules.PET_NOTICE.n} 日内</span>}
          </span>
        )}
      />
      {done !== null && undo !== null && <UndoBar done={done} onUndo={undo} />}
      {state.contested && <Alert type="warning" showIcon title="有一步没有生效，请看办理过程里标着“未生效”的，写一条备注说明以哪一步为准。" />}
      {state.kind === 'petition' && <Alert type="info" showIcon title="本系统不办理信访事项，只登记引导、转送和告知。由信访部门依法办理。" />}
      {refusal !== null && <Alert type="error" showIcon title={refusal} role="alert" />}
      {open === 'referral.converted' && (
        <FormPanel
          key={open} name={REFERRAL_ACT_WORDS[open]} desk={desk} draftKey={draftKey(open)} draft={draftOf(open)} start={MOTION_TO_SUGGESTION.initial(state, desk)} possible={types.includes(open)} onClose={leave} onDone={() => { setDone(REFERRAL_EVENT_WORDS[open]); leave(); }}
          fields={() => MOTION_TO_SUGGESTION.fields(state, desk)} acts={async (values) => MOTION_TO_SUGGESTION.acts(state, desk, { values, subject: newSubject('suggestion'), tempNo: await store.nextTempNo() })}
        />
      )}
      {open !== null && open !== 'referral.converted' && (
        <FormPanel
          key={open} name={REFERRAL_ACT_WORDS[open]} desk={desk} draftKey={draftKey(open)} draft={draftOf(open)} start={REFERRAL_FORMS[open].initial(state, desk)} possible={types.includes(open)} onClose={leave} onDone={() => { setDone(REFERRAL_EVENT_WORDS[open]); leave(); }}
          fields={(values) => REFERRAL_FORMS[open].fields(state, desk, values)} acts={(values, names) => [{ scope: state.scope, subject: state.id, type: open, body: { ...filledOf(values, names), ...REFERRAL_FORMS[open].body?.(state, desk, values) } }]}
        />
      )}
      {sources.length > 0 && <div className={styles['line']}>来源民情件：{sources.map((row) => <Link key={row.id} to={`/cases/${row.id}`}>{row.number} {row.title}</Link>)}</div>}
      {state.conversion !== null && <div className={styles['line']}>已转作：<Link to={`/suggestions/${state.conversion.to}`}>{desk.suggestions.find(({ id }) => id === state.conversion?.to)?.registered.title ?? '代表建议'}</Link></div>}
      <div className={styles['columns']}>
        <dl className={styles['list']}>{facts.flatMap(([label, text]) => (text ? [<div key={label} className={styles['wide']}><dt>{label}</dt><dd>{text}</dd></div>] : []))}</dl>
        <ItemTimeline timeline={state.timeline} delivery={view.delivery} directory={directory} today={today} />
      </div>
    </article>
  );
}
