/** The question in hand: who asks (if they like), which unit, what, and what came of it at once. */
import { Button, Input, Radio, Select } from 'antd';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { ActivityState } from '../../../shared/activity/activity.ts';
import { MAX_TEXT } from '../../../shared/case/case.ts';
import { effectiveCategories } from '../../../shared/category/category.ts';
import { suggestAmong } from '../../../shared/category/suggest.ts';
import { localDateOf, localTimeOf, type LocalDate } from '../../../shared/kernel/local-date.ts';
import type { Directory } from '../../store/api.ts';
import { useStore } from '../../store/store-context.tsx';
import { DateField } from '../DateField.tsx';
import { newSubject } from '../new-subject.ts';
import { useDraft } from '../use-draft.ts';
import { refusalWords } from '../refusal-words.ts';
import { useTime } from '../use-time.ts';
import { blankCard, daysOf, isBlankCard, MAX_PERSON, OUTCOMES, OUTCOME_WORDS, proposedDays, questionDraftKey, questionFault, questionRegistration, unitsToAsk, type PromiseDays, type QuestionCard, type QuestionFault } from './question-card.ts';
import styles from './questions.module.css';

interface Props {
  readonly activity: ActivityState;
  readonly directory: Directory;
  readonly initial: QuestionCard;
  /** The case that the card became, and a word for the user. */
  readonly onSaved: (subject: string, words: string) => void;
}

type Edit = (patch: Partial<QuestionCard>) => void;

export function QuestionForm({ activity, directory, initial, onSaved }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const draft = useDraft(questionDraftKey(activity.id));
  const { rules, calendar } = useTime(directory, activity.scope);
  const proposed = useMemo(() => proposedDays(activity.on, rules, calendar), [activity.on, rules, calendar]);
  const [card, setCard] = useState(initial);
  const [fault, setFault] = useState<QuestionFault | null>(null);
  const { busy, refusal, register } = useRegistering(activity, directory, proposed);
  const edit: Edit = (patch) => {
    const next = { ...card, ...patch };
    setCard(next);
    setFault(null);
    draft.keep({ ...next });
  };
  const save = async () => {
    if (busy) return;
    const found = questionFault(card, proposed, activity.on);
    setFault(found);
    if (found !== null) { focusBox(form.current, found.field); return; }
    if (!await register(card)) return;
    const next = blankCard(newSubject('case'), card.unit);
    setCard(next);
    await draft.drop();
    onSaved(card.subject, `已记下：${card.outcome === null ? '' : OUTCOME_WORDS[card.outcome]}`);
    focusBox(form.current, 'question');
  };
  useEffect(() => { focusBox(form.current, initial.unit === '' && isBlankCard(initial) ? 'unit' : 'question'); }, [initial]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const outcome = event.altKey && !event.ctrlKey ? OUTCOMES[['Digit1', 'Digit2', 'Digit3'].indexOf(event.code)] : undefined;
    if (event.key === 'Enter' && event.ctrlKey) { event.preventDefault(); void save(); }
    if (outcome === undefined) return;
    event.preventDefault();
    edit({ outcome });
    if (outcome !== 'unanswered') setTimeout(() => { focusBox(form.current, 'text'); });
  };
  return (
    <form ref={form} className={styles['form']} aria-label="提一个问题" onKeyDown={onKeyDown} onSubmit={(event) => { event.preventDefault(); }}>
      <div className={styles['row']}>
        <Labelled label="问哪个单位" htmlFor="question-unit"><UnitBox activity={activity} directory={directory} value={card.unit} wrong={fault?.field === 'unit'} onChosen={(unit) => { edit({ unit }); focusBox(form.current, 'question'); }} /></Labelled>
        <Labelled label="谁问的" htmlFor="question-asker" hint="可不填">
          <Input id="question-asker" value={card.asker} maxLength={MAX_PERSON} autoComplete="off" onChange={({ target }) => { edit({ asker: target.value }); }} onPressEnter={(event) => { if (!event.ctrlKey) focusBox(form.current, 'question'); }} />
        </Labelled>
      </div>
      <Labelled label="问了什么" htmlFor="question-words" hint="照原话记">
        <Input.TextArea id="question-words" data-box="question" rows={3} value={card.question} maxLength={MAX_TEXT} status={fault?.field === 'question' ? 'error' : ''} aria-describedby="question-fault" onChange={({ target }) => { edit({ question: target.value }); }} />
      </Labelled>
      <div className={styles['outcome']}>
        <Radio.Group data-box="outcome" aria-label="结果" buttonStyle="solid" optionType="button" value={card.outcome} onChange={({ target }) => { edit({ outcome: OUTCOMES.find((one) => one === target.value) ?? null }); }}>
          {OUTCOMES.map((one, i) => <Radio.Button key={one} value={one}>{OUTCOME_WORDS[one]}<kbd className={styles['key']} aria-hidden="true">Alt+{i + 1}</kbd></Radio.Button>)}
        </Radio.Group>
        {card.outcome === 'answered' && (
          <Radio.Group aria-label="问的是什么" value={card.matter} onChange={({ target }) => { edit({ matter: target.value === 'policy_question' ? 'policy_question' : 'opinion' }); }}>
            <Radio value="opinion">问办事</Radio><Radio value="policy_question">问政策，答了就办结</Radio>
          </Radio.Group>
        )}
        {card.outcome === 'unanswered' && <span className={styles['hint']}>记成一件诉求，接着梳理、交办</span>}
      </div>
      {card.outcome === 'answered' && <Answer card={card} label="怎么答复的" wrong={fault?.field === 'text'} onEdit={edit} />}
      {card.outcome === 'promised' && <Answer card={card} label="承诺了什么" wrong={fault?.field === 'text'} onEdit={edit}><Days card={card} proposed={proposed} on={activity.on} onEdit={edit} /></Answer>}
      <div className={styles['finish']}>
        <span className={styles['said']}>{fault !== null && <span id="question-fault" className={styles['fault']} role="alert">{fault.sentence}</span>}{refusal !== null && <span className={styles['fault']} role="alert">{refusal}</span>}</span>
        <Button type="primary" size="large" loading={busy} data-testid="save-question" onClick={() => { void save(); }}>记下这一问<kbd className={styles['key']} aria-hidden="true">Ctrl+Enter</kbd></Button>
      </div>
    </form>
  );
}

function UnitBox({ activity, directory, value, wrong, onChosen }: Pick<Props, 'activity' | 'directory'> & { readonly value: string; readonly wrong: boolean; readonly onChosen: (unit: string) => void }) {
  const groups = useMemo(() => unitsToAsk(activity, directory).map(({ label, units }) => ({ label, options: units.map(({ id, name }) => ({ value: id, label: name })) })), [activity, directory]);
  return (
    <div data-box="unit">
      <Select
        id="question-unit" aria-label="问哪个单位" options={groups} value={value === '' ? null : value} placeholder="选单位，可输入名称找" status={wrong ? 'error' : ''} style={{ width: '100%' }}
        showSearch={{ optionFilterProp: 'label' }} onChange={(unit: string) => { onChosen(unit); }}
      />
    </div>
  );
}

function Answer({ card, label, wrong, onEdit, children }: { readonly card: QuestionCard; readonly label: string; readonly wrong: boolean; readonly onEdit: Edit; readonly children?: ReactNode }) {
  return (
    <>
      <Labelled label={label} htmlFor="question-text">
        <Input.TextArea id="question-text" data-box="text" rows={2} value={card.text} maxLength={MAX_TEXT} status={wrong ? 'error' : ''} aria-describedby="question-fault" onChange={({ target }) => { onEdit({ text: target.value }); }} />
      </Labelled>
      <div className={styles['row']}>
        <Labelled label={card.outcome === 'promised' ? '谁承诺的' : '谁答复的'} htmlFor="question-by" hint="可不填">
          <Input id="question-by" value={card.by} maxLength={MAX_PERSON} autoComplete="off" placeholder="如：李局长" onChange={({ target }) => { onEdit({ by: target.value }); }} />
        </Labelled>
        {children}
      </div>
    </>
  );
}

/** 见成效 and 见结果: the proposed days, each with how it was counted; whoever knows better changes them. */
function Days({ card, proposed, on, onEdit }: { readonly card: QuestionCard; readonly proposed: PromiseDays; readonly on: LocalDate; readonly onEdit: Edit }) {
  const { effectOn, resultOn } = daysOf(card, proposed);
  return (
    <>
      <Labelled label="见成效" htmlFor="question-effect"><div data-box="effect" title={proposed.effectWords}><DateField id="question-effect" value={effectOn} from={on} allowClear onChange={(day) => { onEdit({ effectOn: day ?? '' }); }} /></div></Labelled>
      <Labelled label="见结果" htmlFor="question-result"><div data-box="result" title={proposed.resultWords}><DateField id="question-result" value={resultOn} from={on} onChange={(day) => { onEdit({ resultOn: day }); }} /></div></Labelled>
    </>
  );
}

function Labelled({ label, htmlFor, hint, children }: { readonly label: string; readonly htmlFor: string; readonly hint?: string; readonly children: ReactNode }) {
  return (
    <div className={styles['box']}>
      <span className={styles['label']}><label htmlFor={htmlFor}>{label}</label>{hint !== undefined && <span className={styles['hint']}>{hint}</span>}</span>
      {children}
    </div>
  );
}

/** Puts the cursor into a box of the form. */
function focusBox(form: HTMLFormElement | null, field: QuestionFault['field']): void {
  const box = form?.querySelector<HTMLElement>(`[data-box="${field}"]`);
  (box?.matches('textarea') ? box : box?.querySelector<HTMLElement>('input, textarea'))?.focus();
}

/** Saves a card. True when its case is on disk, also when an earlier try had already put it there. */
function useRegistering(activity: ActivityState, { categoryRecords }: Pick<Directory, 'categoryRecords'>, proposed: PromiseDays) {
  const store = useStore();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const register = async (card: QuestionCard): Promise<boolean> => {
    setBusy(true);
    setRefusal(null);
    try {
      const nowMs = Date.now();
      const category = suggestAmong(effectiveCategories(categoryRecords, activity.scope), card.question);
      const at = localDateOf(nowMs) === activity.on ? localTimeOf(nowMs) : null;
      const saved = await store.perform([questionRegistration(card, { activity, proposed, category, at, tempNo: await store.nextTempNo() })]);
      if (saved.ok || saved.error.code === 'already-registered') return true;
      setRefusal(refusalWords(saved.error));
    } catch {
      setRefusal('没有存下，写的都还在。请再按一次“记下这一问”。');
    } finally {
      setBusy(false);
    }
    return false;
  };
  return { busy, refusal, register };
}
