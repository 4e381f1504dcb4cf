/** One thing for all chosen cases: what is the same for all, what will happen to each and to which nothing will, then the doing, which can be stopped and taken back. */
import { Alert, Button, Flex, Form, Input, Modal, Progress, Select, Skeleton, Typography } from 'antd';
import { useMemo, useState } from 'react';
import { calendarFrom } from '../../../shared/calendar/calendar-record.ts';
import { CONTACT_WAYS, type ContactWay } from '../../../shared/case/case.ts';
import { CONTACT_WAY_WORDS } from '../../../shared/case/words.ts';
import { effectiveCategories } from '../../../shared/category/category.ts';
import { addDays, type LocalDate } from '../../../shared/kernel/local-date.ts';
import { effectiveRules } from '../../../shared/rules/effective-rules.ts';
import type { Directory } from '../../store/api.ts';
import { DateField } from '../../ui/DateField.tsx';
import { GrowingText } from '../../ui/GrowingText.tsx';
import { useEnrolment } from '../../ui/session-context.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { officeOf } from '../../ui/use-office.ts';
import type { PlaceTime } from '../../ui/use-time.ts';
import type { ActContext } from './acts/act-form.ts';
import { BULK_WORDS, bulkStep, isComplete, type BulkChoice, type BulkKind, type BulkStep } from './bulk-acts.ts';
import styles from './bulk.module.css';
import { useBatch, type Batch, type Done } from '../../ui/use-batch.ts';
import { viewsOf } from './views-of.ts';

/** An urged unit is asked to say something within these days. */
const ANSWER_WITHIN_DAYS = 3;

interface Props {
  readonly kind: BulkKind;
  readonly ids: readonly string[];
  readonly directory: Directory;
  readonly today: LocalDate;
  readonly onClose: () => void;
  /** All that was saved, when at least one was. */
  readonly onDone: (kind: BulkKind, done: readonly Done[]) => void;
}

export function BulkDialog({ kind, ids, directory, today, onClose, onDone }: Props) {
  const { enrolment } = useEnrolment();
  const { session } = enrolment;
  // Asked once: what the dialog does must not change what it is about to do.
  const views = useAnswer((store) => viewsOf(store, ids), [], [ids]);
  const { batch, run, stop } = useBatch();
  const [choice, setChoice] = useState<BulkChoice>(() => ({ kind, ...(kind === 'urge' ? { reason: '请抓紧办理，并回复办理进展', answerBy: addDays(today, ANSWER_WITHIN_DAYS) } : {}), ...(kind === 'relay' ? { way: 'phone' as const, by: session.userName } : {}) }));
  const contexts = useMemo(() => {
    const times = new Map<string, PlaceTime>();
    const timeOf = (scope: string): PlaceTime => {
      const known = times.get(scope) ?? { rules: effectiveRules(directory.rules, scope), calendar: calendarFrom(directory.calendars, scope) };
      times.set(scope, known);
      return known;
    };
    return views?.map((view): ActContext => ({
      state: view.state, row: view.row, followers: view.followers, directory, session, today, office: officeOf(directory, enrolment, view.state.scope),
      time: timeOf(view.state.scope), categories: effectiveCategories(directory.categoryRecords, view.state.scope),
    }));
  }, [views, directory, enrolment, session, today]);
  const complete = isComplete(choice);
  const steps = useMemo(() => contexts?.map((context) => bulkStep(choice, context)) ?? [], [contexts, choice]);
  const acts = steps.flatMap(({ act }) => (act === null ? [] : [act]));
  const nameOf = new Map(views?.map(({ row }) => [row.id, `${row.number.slice(Math.max(row.number.indexOf('〔'), 0))} ${row.title}`]));
  const word = BULK_WORDS[kind];

  const start = async () => {
    if (!complete || acts.length === 0 || batch !== null) return;
    const { done } = await run(acts);
    if (done.length > 0) onDone(kind, done);
  };
  const running = batch?.phase === 'running';
  return (
    <Modal
      open title={`选了 ${ids.length} 件，一起${word}`} width={720} centered mask={{ closable: false }} keyboard={!running} closable={!running} onCancel={onClose}
      footer={batch === null
        ? [<Button key="cancel" onClick={onClose}>不办了</Button>, <Button key="go" type="primary" disabled={!complete || acts.length === 0} onClick={() => { void start(); }}>{word} {acts.length} 件</Button>]
        : running ? [<Button key="stop" onClick={stop}>停下</Button>] : [<Button key="close" type="primary" autoFocus onClick={onClose}>知道了</Button>]}
    >
      {batch === null ? (
        <>
          <ChoiceForm choice={choice} onChoice={setChoice} directory={directory} today={today} onSubmit={() => { void start(); }} />
          {contexts === undefined ? <Skeleton active={false} paragraph={{ rows: 4 }} /> : <Preview steps={steps} nameOf={nameOf} />}
        </>
      ) : <Outcome batch={batch} word={word} nameOf={nameOf} />}
    </Modal>
  );
}

interface ChoiceProps { readonly choice: BulkChoice; readonly onChoice: (choice: BulkChoice) => void; readonly directory: Directory; readonly today: LocalDate; readonly onSubmit: () => void }

function ChoiceForm({ choice, onChoice, directory, today, onSubmit }: ChoiceProps) {
  const set = (part: Partial<BulkChoice>) => { onChoice({ ...choice, ...part }); };
  return (
    <Form layout="vertical" className={styles['choice'] ?? ''} onKeyDown={(event) => { if (event.key === 'Enter' && event.ctrlKey) onSubmit(); }}>
      {choice.kind === 'assign' && (
        <>
          <Form.Item label="主办单位" required>
            <Select autoFocus showSearch={{ optionFilterProp: 'label' }} aria-label="主办单位" placeholder="交给哪个单位" value={choice.unit ?? null} options={directory.units.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name }))} onChange={(unit: string) => { set({ unit }); }} />
          </Form.Item>
          <Form.Item label="办理要求"><GrowingText rows={1} aria-label="办理要求" placeholder="可不填，会印在每张交办单上" value={choice.demand} onChange={(event) => { set({ demand: event.target.value }); }} /></Form.Item>
        </>
      )}
      {choice.kind === 'urge' && (
        <>
          <Form.Item label="为什么催办" required><GrowingText rows={1} autoFocus aria-label="为什么催办" value={choice.reason} onChange={(event) => { set({ reason: event.target.value }); }} /></Form.Item>
          <Form.Item label="请在哪天前回复"><DateField from={today} allowClear value={choice.answerBy ?? null} onChange={(answerBy) => { set({ answerBy: answerBy ?? undefined }); }} /></Form.Item>
        </>
      )}
      {choice.kind === 'relay' && (
        <Flex gap={12}>
          <Form.Item label="怎么转告的" required className={styles['half'] ?? ''}><Select autoFocus aria-label="怎么转告的" value={choice.way ?? null} options={CONTACT_WAYS.map((way) => ({ value: way, label: CONTACT_WAY_WORDS[way] }))} onChange={(way: ContactWay) => { set({ way }); }} /></Form.Item>
          <Form.Item label="谁转告的" required className={styles['half'] ?? ''}><Input aria-label="谁转告的" maxLength={60} value={choice.by} onChange={(event) => { set({ by: event.target.value }); }} /></Form.Item>
        </Flex>
      )}
    </Form>
  );
}

/** First what will be done, each by itself; then what will be left alone, by the reason why. */
function Preview({ steps, nameOf }: { readonly steps: readonly BulkStep[]; readonly nameOf: ReadonlyMap<string, string> }) {
  const going = steps.filter((step) => step.act !== null);
  const reasons = new Map<string, string[]>();
  for (const step of steps) if (step.act === null) reasons.set(step.skipped, [...(reasons.get(step.skipped) ?? []), nameOf.get(step.id) ?? '']);
  return (
    <div className={styles['preview']} tabIndex={0} role="region" aria-label="将要做什么">
      {going.length > 0 && (
        <section>
          <Typography.Text strong>要办 {going.length} 件</Typography.Text>
          <ul>{going.map((step) => <li key={step.id}><span className={styles['name']}>{nameOf.get(step.id)}</span><span className={styles['says']}>{step.says}</span></li>)}</ul>
        </section>
      )}
      {reasons.size > 0 && (
        <section>
          <Typography.Text strong>不动 {steps.length - going.length} 件</Typography.Text>
          <ul>{[...reasons].map(([reason, names]) => <li key={reason} title={names.join('\n')}><span className={styles['reason']}>{reason}　{names.length} 件</span><span className={styles['names']}>{names.join('、')}</span></li>)}</ul>
        </section>
      )}
    </div>
  );
}

function Outcome({ batch, word, nameOf }: { readonly batch: Batch; readonly word: string; readonly nameOf: ReadonlyMap<string, string> }) {
  const begun = batch.total - batch.left;
  if (batch.phase === 'running') return <Progress percent={Math.round((begun / batch.total) * 100)} format={() => `${begun} / ${batch.total}`} />;
  return (
    <Flex vertical gap={12}>
      <Alert
        type={batch.failed.length > 0 ? 'warning' : 'success'} showIcon role="status" title={`已${word} ${batch.done.length} 件${batch.failed.length > 0 ? `，${batch.failed.length} 件没有办成` : ''}${batch.left > 0 ? `，余下 ${batch.left} 件没有动` : ''}。`}
        description={batch.done.length > 0 ? '关上以后，列表下面可以一次撤销这一批。' : undefined}
      />
      {batch.failed.length > 0 && <ul className={styles['preview']}>{batch.failed.map(({ act, why }) => <li key={act.subject}><span className={styles['name']}>{nameOf.get(act.subject)}</span><span className={styles['why']}>{why}</span></li>)}</ul>}
    </Flex>
  );
}
