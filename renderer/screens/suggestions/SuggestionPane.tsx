/** One suggestion: its head with the next act and the statutory clock, the circuit, the paper, each deputy's answer, and everything that was done. */
import { Alert, App, Button, Skeleton, Steps, Tag } from 'antd';
import { useRef, useState } from 'react';
import { Link } from 'react-router';
import { caseAnswerFrom } from '../../../shared/conversion.ts';
import type { AssignmentOrder } from '../../../shared/documents/assignment-order.ts';
import { opinionForm, suggestionOrder } from '../../../shared/documents/suggestion-papers.ts';
import { hasUnsatisfiedDeputy, unheardDeputies } from '../../../shared/suggestion/lifecycle.ts';
import { SUGGESTION_STEPS, type SuggestionState, type SuggestionStatus, type SuggestionStep } from '../../../shared/suggestion/suggestion.ts';
import { SUGGESTION_ACT_WORDS, SUGGESTION_EVENT_WORDS, SUGGESTION_STATUS_WORDS, SUGGESTION_STEP_WORDS } from '../../../shared/suggestion/words.ts';
import { PrintPreview, type Paper } from '../../print/open-print.tsx';
import type { CaseView, Draft, ItemView } from '../../store/api.ts';
import { DueTag } from '../../ui/DueTag.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { dayWords, narrowDay } from '../../ui/format-date.ts';
import { useAnswer } from '../../ui/use-answer.ts';
import { usePerform } from '../../ui/use-perform.ts';
import { dueOrigin } from './due-origin.ts';
import type { Desk } from './forms/item-form.ts';
import { FormPanel } from './forms/FormPanel.tsx';
import { bodyOf, SUGGESTION_FORMS, type SuggestionActType } from './forms/suggestion-forms.ts';
import { ItemHead } from './ItemHead.tsx';
import { nameOf, SUGGESTION_COLORS } from './item-rows.ts';
import { ItemTimeline } from './ItemTimeline.tsx';
import { suggestionChoices } from './suggestion-choices.ts';
import { SuggestionFacts } from './SuggestionFacts.tsx';
import styles from './suggestions.module.css';
import { UndoBar } from './UndoBar.tsx';

interface Props { readonly id: string; readonly desk: Desk; readonly drafts: readonly Draft[]; /** Raised by Enter in the list: open the primary act. */ readonly asked: number; readonly onLeave: () => void }

export function SuggestionPane({ id, desk, drafts, asked, onLeave }: Props) {
  const answer = useAnswer(async (store) => {
    const view = await store.suggestion(id);
    const sources = await Promise.all((view?.state.registered.sources ?? []).map((one) => store.case(one)));
    return { id, view, sources: sources.filter((one) => one !== null) };
  }, ['suggestions', 'cases'], [id]);
  if (answer?.id !== id) return <div className={styles['pane']}><Skeleton active={false} paragraph={{ rows: 8 }} /></div>;
  if (answer.view === null) return <EmptyState drawing="search" title="本机上没有这件建议">可能还没有从县里取回。联上网稍等一会儿，它会自己出现。</EmptyState>;
  return <OpenSuggestion key={id} view={answer.view} sources={answer.sources} desk={desk} drafts={drafts} asked={asked} onLeave={onLeave} />;
}

interface OpenProps extends Omit<Props, 'id'> { readonly view: ItemView<SuggestionState>; readonly sources: readonly CaseView[] }

function OpenSuggestion({ view, sources, desk, drafts, asked, onLeave }: OpenProps) {
  const { state } = view;
  const { message } = App.useApp();
  const { perform, refusal } = usePerform();
  const { types, hasPrimary, shown } = suggestionChoices(state, desk.session);
  const draftKey = (type: string) => `act/${state.id}/${type}`;
  const draftOf = (type: string) => drafts.find(({ key }) => key === draftKey(type))?.fields ?? null;
  const [open, setOpen] = useState<SuggestionActType | null>(() => types.find((type) => draftOf(type) !== null) ?? null);
  const [paper, setPaper] = useState<Paper | null>(null);
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
  const name = (type: SuggestionActType) => (type === 'suggestion.noted' && state.contested ? '核对' : SUGGESTION_ACT_WORDS[type]);
  const form = open === null ? null : SUGGESTION_FORMS[open];
  const origin = dueOrigin(state, desk.time, desk.today);
  const undoable = state.undoable?.actor === desk.session.user && desk.session.writes.includes(state.scope) ? state.undoable : null;
  const undo = undoable === null ? null : () => {
    setDone(null);
    void perform({ scope: state.scope, subject: state.id, type: 'suggestion.undone', body: { act: undoable.id } });
  };
  const waiting = sources.flatMap(({ state: one }) => caseAnswerFrom(state, one, desk.today) ?? []);

  return (
    <article ref={article} className={styles['pane']} aria-label={`${state.number ?? state.tempNo} ${state.registered.title}`}>
      <ItemHead
        row={{ number: state.number ?? state.tempNo, official: state.number !== null, title: state.registered.title, status: SUGGESTION_STATUS_WORDS[state.status], color: SUGGESTION_COLORS[state.status] }}
        choices={types.map((type) => ({ type, name: name(type), draft: draftOf(type) !== null }))} hasPrimary={hasPrimary} shown={shown} open={open} onOpen={(type) => { setOpen(types.find((one) => one === type) ?? null); }}
        onUndo={undo} papers={papersOf(state, desk).map(({ name: called, order }) => ({ name: called, print: () => { setPaper({ kind: 'assignment-order', order }); } }))}
        ended="这件由乡镇的人大秘书办理，您可以在这里看到每一步。"
        meta={(
          <>
            <span>{nameOf(desk.directory.deputies, state.registered.lead)}{state.signers.length > 1 ? ` 等${String(state.signers.length)}人联名` : ''}</span>
            {state.keyListed !== null && <Tag color="warning">重点督办</Tag>}
            {state.assignment?.complex === true && <Tag>复杂件 · 六个月</Tag>}
            {state.reworks > 0 && <Tag color="warning">第 {state.reworks + 1} 次办理</Tag>}
            {state.dueOn !== null && origin !== null && (
              <span className={styles['deadline']}>{origin.label} {dayWords(state.dueOn, desk.today)} <DueTag dueOn={state.dueOn} today={desk.today} /><span className={styles['explained']}>{origin.explanation}</span></span>
            )}
          </>
        )}
      />
      {done !== null && undo !== null && <UndoBar done={done} onUndo={undo} />}
      {state.contested && <Alert type="warning" showIcon title="有一步没有生效，多半是两台电脑没联网时各做了一步。请看办理过程里标着“未生效”的，点“核对”写明以哪一步为准。" />}
      {state.status === 'feedback' && hasUnsatisfiedDeputy(state) && <Alert type="warning" showIcon title={state.reworks === 0 ? '有代表不满意，要退回重新办理并再次答复' : '再次答复后仍有代表不满意，要组织评估（河南办法第22条）'} />}
      {refusal !== null && <Alert type="error" showIcon title={refusal} role="alert" />}
      {waiting.length > 0 && (
        <Alert
          type="info" showIcon title={`${String(waiting.length)} 件来源民情件等着这个答复（件件有回音）`}
          action={<Button size="small" type="primary" onClick={() => { void perform(...waiting).then((done) => { if (done) void message.info('已带到民情件，请到民情件里转告群众、收集评议'); }); }}>一并答复</Button>}
        />
      )}
      <Circuit state={state} desk={desk} />
      {open !== null && form !== null && (
        <FormPanel
          key={open} name={name(open)} desk={desk} draftKey={draftKey(open)} draft={draftOf(open)} start={form.initial(state, desk)} possible={types.includes(open)} onClose={leave} onDone={() => { setDone(SUGGESTION_EVENT_WORDS[open]); leave(); }}
          fields={(values) => form.fields(state, desk, values)} derive={form.derive === undefined ? undefined : (values) => form.derive?.(values, desk) ?? {}} derivesFrom={form.derivesFrom}
          acts={(values, names) => [{ scope: state.scope, subject: state.id, type: open, body: bodyOf(open, { state, desk, values, names }) }, ...(form.also?.(state, desk, values) ?? [])]}
        />
      )}
      {sources.length > 0 && <div className={styles['line']}>来源民情件：{sources.map(({ row }) => <Link key={row.id} to={`/cases/${row.id}`}>{row.number} {row.title}</Link>)}</div>}
      {state.follows !== null && <div className={styles['line']}>并入：<Link to={`/suggestions/${state.follows.id}`}>{desk.suggestions.find(({ id }) => id === state.follows?.id)?.registered.title ?? state.follows.id}</Link></div>}
      <div className={styles['columns']}>
        <SuggestionFacts state={state} desk={desk} />
        <ItemTimeline timeline={state.timeline} delivery={view.delivery} directory={desk.directory} today={desk.today} />
      </div>
      <PrintPreview paper={paper} onClose={() => { setPaper(null); }} />
    </article>
  );
}

/** The order, and for each deputy who has not spoken the form that asks for it. */
function papersOf(state: SuggestionState, { directory, office }: Desk): readonly { readonly name: string; readonly order: AssignmentOrder }[] {
  const names = { unit: (id: string) => nameOf(directory.units, id), deputy: (id: string) => nameOf(directory.deputies, id) };
  const order = suggestionOrder(state, office.issuer, names);
  const forms = unheardDeputies(state).flatMap((deputy) => {
    const form = opinionForm(state, deputy, { issuer: office.issuer, names });
    return form === null ? [] : [{ name: `打印征询意见表（${names.deputy(deputy)}）`, order: form }];
  });
  return [...(order === null ? [] : [{ name: '打印交办单', order }]), ...forms];
}

/** The step that is being worked on in a state; none once it has ended. */
const CURRENT: Readonly<Record<SuggestionStatus, SuggestionStep | null>> = {
  checking: 'check', completing: 'check', assigning: 'assign', handling: 'reply', following: 'reply', feedback: 'feedback', tracking: 'close', closing: 'close', closed: null, rerouted: null,
};

function Circuit({ state, desk }: { readonly state: SuggestionState; readonly desk: Desk }) {
  const current = CURRENT[state.status];
  const items = SUGGESTION_STEPS.map((step) => {
    const date = state.steps[step];
    return { title: SUGGESTION_STEP_WORDS[step], content: date === null ? ' ' : narrowDay(date, desk.today), status: step === current ? 'process' as const : date !== null ? 'finish' as const : 'wait' as const };
  });
  return <div role="group" aria-label="办理环节"><Steps size="small" titlePlacement="vertical" responsive={false} current={current === null ? SUGGESTION_STEPS.length : SUGGESTION_STEPS.indexOf(current)} items={items} /></div>;
}
