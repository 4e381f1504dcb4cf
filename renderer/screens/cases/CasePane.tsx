/** One case: its head with the next act, the six steps, the facts, and everything that was done. */
import { DownOutlined, PrinterOutlined } from '@ant-design/icons';
import { Alert, Button, Dropdown, Skeleton, Tag, Tooltip, Typography } from 'antd';
import { useRef, useState } from 'react';
import type { CaseState } from '../../../shared/case/case.ts';
import { hasUnsatisfied } from '../../../shared/case/lifecycle.ts';
import { ACT_WORDS } from '../../../shared/case/words.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import { DEADLINE_RULES, RULES } from '../../../shared/rules/deadline-rules.ts';
import { PrintPreview, type Paper } from '../../print/open-print.tsx';
import type { CaseView, Directory, Draft } from '../../store/api.ts';
import { CaseNumber } from '../../ui/CaseNumber.tsx';
import { DueTag } from '../../ui/DueTag.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { dayWords } from '../../ui/format-date.ts';
import { LevelTag } from '../../ui/LevelTag.tsx';
import { useEnrolment } from '../../ui/session-context.tsx';
import { useOffice } from '../../ui/use-office.ts';
import { StatusTag } from '../../ui/StatusTag.tsx';
import { StepLine } from '../../ui/StepLine.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { actChoices } from './act-choices.ts';
import type { CaseActType } from './acts/act-form.ts';
import { actDraftKey, ActPanel } from './acts/ActPanel.tsx';
import styles from './case-pane.module.css';
import { CaseFacts } from './CaseFacts.tsx';
import { CaseTimeline } from './CaseTimeline.tsx';
import { LongText } from './LongText.tsx';
import { orderPaper } from './order-paper.ts';

/** Asked from outside (a line of 今日, Enter in the list): open this act of this case, or the primary one. `at` tells one asking from the next. */
export interface ActRequest { readonly subject: string; readonly type: CaseActType | 'primary'; readonly at: string }

interface Props {
  readonly id: string;
  readonly today: LocalDate;
  readonly request: ActRequest | null;
  /** After an act was done or left: the list takes the keyboard again. */
  readonly onLeave: () => void;
}

export function CasePane({ id, today, request, onLeave }: Props) {
  const answer = useAnswer(async (store) => ({ id, view: await store.case(id) }), ['cases'], [id]);
  const directory = useAnswer((store) => store.directory(), ['directory'], []);
  const drafts = useAnswer((store) => store.drafts(), ['drafts'], []);
  if (answer?.id !== id || directory === undefined || drafts === undefined) return <div className={styles['pane']}><Skeleton active={false} paragraph={{ rows: 8 }} /></div>;
  if (answer.view === null) return <EmptyState drawing="search" title="本机上没有这件民情">可能还没有从县里取回。联上网稍等一会儿，它会自己出现。</EmptyState>;
  return <OpenCase key={id} view={answer.view} directory={directory} drafts={drafts} today={today} request={request} onLeave={onLeave} />;
}

interface OpenCaseProps extends Omit<Props, 'id'> { readonly view: CaseView; readonly directory: Directory; readonly drafts: readonly Draft[] }

function OpenCase({ view, directory, drafts, today, request, onLeave }: OpenCaseProps) {
  const { enrolment } = useEnrolment();
  const { session } = enrolment;
  const { state, row } = view;
  const office = useOffice(directory, state.scope);
  const choices = actChoices(state, session);
  const offered = [...(choices.primary === null ? [] : [choices.primary]), ...choices.others, ...choices.more];
  const draftOf = (type: CaseActType) => drafts.find((draft) => draft.key === actDraftKey(state.id, type)) ?? null;
  // A form that was left half typed is open again when the case is; the list keeps the keyboard.
  const [open, setOpen] = useState<{ type: CaseActType; focus: boolean } | null>(() => {
    const halfTyped = offered.find((type) => draftOf(type) !== null);
    return halfTyped === undefined ? null : { type: halfTyped, focus: false };
  });
  const [paper, setPaper] = useState<Paper | null>(null);
  const [answered, setAnswered] = useState<string | null>(null);
  if (request !== null && request.subject === state.id && request.at !== answered) {
    setAnswered(request.at);
    const type = request.type === 'primary' ? choices.primary : offered.find((one) => one === request.type) ?? choices.primary;
    if (type !== null) setOpen({ type, focus: true });
  }
  const article = useRef<HTMLElement>(null);
  const leave = () => {
    setOpen(null);
    article.current?.scrollIntoView({ block: 'start' });
    onLeave();
  };
  const name = (type: CaseActType) => (type === 'case.noted' && state.contested ? '核对' : ACT_WORDS[type]);

  return (
    <article ref={article} className={styles['pane']} aria-label={`${row.number} ${state.title}`}>
      <header className={styles['head']}>
        <div className={styles['titleLine']}>
          <Typography.Title level={4} className={styles['title'] ?? ''}>{state.title}</Typography.Title>
          <StatusTag status={state.status} />
        </div>
        <div className={styles['meta']}>
          <CaseNumber number={row.number} official={row.official} />
          {state.level !== null && <LevelTag level={state.level} />}
          <Deadline state={state} today={today} />
          {state.reworks > 0 && <Tag color="warning">第 {state.reworks + 1} 次办理</Tag>}
        </div>
        <div className={styles['acts']} role="toolbar" aria-label="办理">
          {choices.primary !== null && <ActButton type={choices.primary} name={name(choices.primary)} primary pressed={open?.type === choices.primary} draft={draftOf(choices.primary) !== null} onClick={setOpen} />}
          {choices.others.map((type) => <ActButton key={type} type={type} name={name(type)} pressed={open?.type === type} draft={draftOf(type) !== null} onClick={setOpen} />)}
          {choices.more.length > 0 && (
            <Dropdown trigger={['click']} menu={{ items: choices.more.map((type) => ({ key: type, label: name(type) })), onClick: ({ key }) => { const type = choices.more.find((one) => one === key); if (type) setOpen({ type, focus: true }); } }}>
              <Button type="text">更多<DownOutlined className={styles['caret']} /></Button>
            </Dropdown>
          )}
          {state.assignment !== null && <Button type="text" icon={<PrinterOutlined />} onClick={() => { setPaper(orderPaper(view, directory, enrolment)); }}>打印交办单</Button>}
          {offered.length === 0 && <Typography.Text type="secondary">{state.status === 'closed' ? '六步走完，已经销号。' : '这件由乡镇的人大秘书办理，您可以在这里看到每一步。'}</Typography.Text>}
        </div>
      </header>
      {state.contested && <Alert type="warning" showIcon title="有一步没有生效，多半是两台电脑没联网时各做了一步。请看办理过程里标着“未生效”的，点“核对”写明以哪一步为准。" />}
      {state.status === 'evaluating' && hasUnsatisfied(state) && <Alert type="warning" showIcon title="有一方不满意，需要重新办理" />}
      <StepLine state={state} today={today} />
      <section aria-label="原话"><LongText quote text={state.registered.words} lines={6} /></section>
      {open !== null && (
        <ActPanel
          key={open.type} type={open.type} name={name(open.type)} focus={open.focus} possible={offered.includes(open.type)} draft={draftOf(open.type)?.fields ?? null}
          context={{ state, row, directory, office, session, today }} onClose={leave} onDone={leave}
        />
      )}
      <div className={styles['columns']}>
        <CaseFacts view={view} directory={directory} today={today} />
        <CaseTimeline view={view} directory={directory} today={today} />
      </div>
      <PrintPreview paper={paper} onClose={() => { setPaper(null); }} />
    </article>
  );
}

interface ActButtonProps { readonly type: CaseActType; readonly name: string; readonly primary?: boolean; readonly pressed: boolean; readonly draft: boolean; readonly onClick: (open: { type: CaseActType; focus: boolean }) => void }

function ActButton({ type, name, primary = false, pressed, draft, onClick }: ActButtonProps) {
  return (
    <Button type={primary ? 'primary' : 'default'} aria-expanded={pressed} aria-label={draft ? `${name}（有没写完的）` : name} onClick={() => { onClick({ type, focus: true }); }}>
      {name}{draft && <span className={styles['draftDot']} aria-hidden="true" />}
    </Button>
  );
}

/** The day that counts, how long is left, and where the day comes from. */
function Deadline({ state, today }: { readonly state: CaseState; readonly today: LocalDate }) {
  if (state.dueOn === null) return null;
  const rule = DEADLINE_RULES.find((one) => one === state.assignment?.rule);
  const origin = rule === undefined ? '' : `${RULES[rule].name}。依据：${RULES[rule].source}`;
  const why = [state.assignment?.dueReason === undefined ? origin : `改过时限：${state.assignment.dueReason}`, state.supervisions.some((one) => one.order.newDueOn === state.dueOn) ? '督办时定的新时限' : ''].filter((text) => text !== '').join('；');
  return (
    <Tooltip title={why}>
      <span className={styles['deadline']}>办结时限 {dayWords(state.dueOn, today)} <DueTag dueOn={state.dueOn} today={today} /></span>
    </Tooltip>
  );
}
