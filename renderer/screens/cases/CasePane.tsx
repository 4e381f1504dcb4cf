/** One case: its head with the next act, the six steps, the facts, and everything that was done. */
import { DownOutlined, PrinterOutlined } from '@ant-design/icons';
import { Alert, Button, Dropdown, Skeleton, Tag, Typography } from 'antd';
import { useMemo, useRef, useState } from 'react';
import type { CaseState } from '../../../shared/case/case.ts';
import { hasUnsatisfied } from '../../../shared/case/lifecycle.ts';
import { isCaseEntryType } from '../../../shared/case/read-act.ts';
import { ACT_WORDS } from '../../../shared/case/words.ts';
import { effectiveCategories } from '../../../shared/category/category.ts';
import { canonicalJson } from '../../../shared/kernel/content-hash.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import { PrintPreview, type Paper } from '../../print/open-print.tsx';
import type { CaseView, Directory, Draft } from '../../store/api.ts';
import { actDraftKey } from '../../ui/act-draft-key.ts';
import { CaseNumber } from '../../ui/CaseNumber.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { LevelTag } from '../../ui/LevelTag.tsx';
import { useSession } from '../../ui/session-context.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import { StepLine } from '../../ui/StepLine.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { useOffice } from '../../ui/use-office.ts';
import { usePerform } from '../../ui/use-perform.ts';
import { useTakeBack } from '../../ui/use-take-back.ts';
import { useTime } from '../../ui/use-time.ts';
import { ACT_GROUPS, actChoices, undoableBy } from './act-choices.ts';
import type { CaseActType } from './acts/act-form.ts';
import type { FormValues } from '../../ui/form-frame/form-values.ts';
import { ActPanel } from './acts/ActPanel.tsx';
import styles from './case-pane.module.css';
import { CaseClockLine, CaseDue } from './CaseClock.tsx';
import { CaseFacts } from './CaseFacts.tsx';
import { CaseTimeline } from './CaseTimeline.tsx';
import { LongText } from './LongText.tsx';
import { papersOf } from './order-paper.ts';
import { unsettledEvents } from '../../../shared/case/unsettled.ts';

/** Asked from outside (a line of 今日, Enter in the list): open this act of this case, or the primary one. `at` tells one asking from the next; `body`: what its form says already. */
export interface ActRequest { readonly subject: string; readonly type: CaseActType | 'primary'; readonly at: string; readonly body?: FormValues }

interface Props {
  readonly id: string;
  readonly today: LocalDate;
  readonly request: ActRequest | null;
  /** After an act was done or left: the list takes the keyboard again. */
  readonly onLeave: () => void;
  /** Shows another case (a linked one) in this one's place. */
  readonly onOpen: (id: string) => void;
}

export function CasePane({ id, ...rest }: Props) {
  const answer = useAnswer(async (store) => ({ id, view: await store.case(id) }), ['cases'], [id]);
  const directory = useAnswer((store) => store.directory(), ['directory'], []);
  const drafts = useAnswer((store) => store.drafts(), ['drafts'], []);
  if (answer?.id !== id || directory === undefined || drafts === undefined) return <div className={styles['pane']}><Skeleton active={false} paragraph={{ rows: 8 }} /></div>;
  if (answer.view === null) return <EmptyState drawing="search" title="本机上没有这件民情">可能还没有从县里取回。联上网稍等一会儿，它会自己出现。</EmptyState>;
  return <OpenCase key={id} view={answer.view} directory={directory} drafts={drafts} {...rest} />;
}

interface OpenCaseProps extends Omit<Props, 'id'> { readonly view: CaseView; readonly directory: Directory; readonly drafts: readonly Draft[] }
/** The open form. `again`: what it says already: an act without effect that is done once more, or a proposal. */
interface OpenForm { readonly type: CaseActType; readonly focus: boolean; readonly again?: FormValues }

/** The act without effect that an open form does once more: doing it settles it. */
function redone(state: CaseState, { type, again }: OpenForm): string | null {
  if (again === undefined) return null;
  return unsettledEvents(state).find(({ header, body }) => header.type === type && canonicalJson(body) === canonicalJson(again))?.header.id ?? null;
}

function OpenCase({ view, directory, drafts, today, request, onLeave, onOpen }: OpenCaseProps) {
  const session = useSession();
  const { state, row } = view;
  const followedId = state.follows?.kind === 'case' ? state.follows.id : null;
  const followed = useAnswer(async (store) => (followedId === null ? null : (await store.case(followedId))?.state ?? null), ['cases'], [followedId]) ?? null;
  const office = useOffice(directory, state.scope);
  const time = useTime(directory, state.scope);
  const categories = useMemo(() => effectiveCategories(directory.categoryRecords, state.scope), [directory.categoryRecords, state.scope]);
  const choices = actChoices(state, session);
  const offered = [...(choices.primary === null ? [] : [choices.primary]), ...choices.others, ...choices.more];
  const draftOf = (type: CaseActType) => drafts.find((draft) => draft.key === actDraftKey(state.id, type)) ?? null;
  // A form that was left half typed is open again when the case is; the list keeps the keyboard.
  const [open, setOpen] = useState<OpenForm | null>(() => {
    const halfTyped = offered.find((type) => draftOf(type) !== null);
    return halfTyped === undefined ? null : { type: halfTyped, focus: false };
  });
  const [paper, setPaper] = useState<Paper | null>(null);
  const [answered, setAnswered] = useState<string | null>(null);
  if (request !== null && request.subject === state.id && request.at !== answered) {
    setAnswered(request.at);
    const type = request.type === 'primary' ? choices.primary : offered.find((one) => one === request.type) ?? choices.primary;
    if (type !== null) setOpen({ type, focus: true, ...(type === request.type && request.body !== undefined ? { again: request.body } : {}) });
  }
  const { busy, refusal, perform } = usePerform();
  const undoable = undoableBy(state, session);
  const takeBack = useTakeBack();
  /** What was just done here, offered to be taken back until the case is left. */
  const [done, setDone] = useState<CaseActType | null>(null);
  const undo = async () => {
    if (undoable === null || busy) return;
    const { id, scope, follows } = state;
    // What a turn brought into being ends with it.
    const acts = undoable.type === 'case.converted' && follows !== null ? await takeBack({ id, scope, act: undoable.id, to: follows.id, on: today }) : [{ scope, subject: id, type: 'case.undone', body: { act: undoable.id } }];
    if (acts !== null && await perform(...acts)) setDone(null);
  };
  const article = useRef<HTMLElement>(null);
  const leave = () => {
    setOpen(null);
    article.current?.scrollIntoView({ block: 'start' });
    onLeave();
  };
  const name = (type: CaseActType) => (type === 'case.noted' && state.contested ? '核对' : type === 'case.assigned' && state.assignment !== null ? '改派' : ACT_WORDS[type]);
  const unsettled = new Map(offered.includes('case.noted') ? unsettledEvents(state).map(({ header, body }) => {
    const again = offered.find((type) => type === header.type);
    return [header.id, {
      again: again === undefined ? null : () => { setOpen({ type: again, focus: true, again: body }); },
      leave: () => { void perform({ scope: state.scope, subject: state.id, type: 'case.noted', body: { text: '以现在的为准', resolves: [header.id] } }); },
    }] as const;
  }) : []);
  const papers = papersOf(view, directory, office);
  const more = [
    ...ACT_GROUPS.map((group) => ({ type: 'group' as const, key: group.name, label: group.name, children: group.acts.filter((type) => choices.more.includes(type)).map((type) => ({ key: type, label: name(type) })) })).filter((group) => group.children.length > 0),
    ...(undoable === null ? [] : [{ key: 'undo', label: `撤销“${isCaseEntryType(undoable.type) ? ACT_WORDS[undoable.type] : '上一步'}”` }]),
  ];
  const choose = (key: string) => {
    if (key === 'undo') { void undo(); return; }
    const type = choices.more.find((one) => one === key);
    if (type) setOpen({ type, focus: true });
  };

  return (
    <article ref={article} className={styles['pane']} aria-label={`${row.number} ${state.title}`}>
      <header className={styles['head']}>
        <div className={styles['titleLine']}>
          <Typography.Title level={4} className={styles['title'] ?? ''}>{state.title}</Typography.Title>
          <StatusTag status={state.status} />
        </div>
        <div className={styles['meta']}>
          <CaseNumber number={row.number} official={row.official} />
          {state.urgent && <Tag color="error">紧急</Tag>}
          {state.level !== null && <LevelTag level={state.level} />}
          <CaseDue state={state} today={today} />
          {state.reworks > 0 && <Tag color="warning">第 {state.reworks + 1} 次办理</Tag>}
          {row.raised > 1 && <Tag color="processing">集中提×{row.raised}</Tag>}
          {row.repeated > 1 && <Tag color="processing">反复提×{row.repeated}</Tag>}
        </div>
        <CaseClockLine state={state} time={time} today={today} />
        <div className={styles['acts']} role="toolbar" aria-label="办理">
          {choices.primary !== null && <ActButton type={choices.primary} name={name(choices.primary)} primary pressed={open?.type === choices.primary} draft={draftOf(choices.primary) !== null} onClick={setOpen} />}
          {choices.others.map((type) => <ActButton key={type} type={type} name={name(type)} pressed={open?.type === type} draft={draftOf(type) !== null} onClick={setOpen} />)}
          {more.length > 0 && (
            <Dropdown trigger={['click']} menu={{ items: more, onClick: ({ key }) => { choose(key); }, className: styles['more'] ?? '' }}>
              <Button type="text">更多<DownOutlined className={styles['caret']} /></Button>
            </Dropdown>
          )}
          {papers[0] !== undefined && papers.length === 1 && <Button type="text" icon={<PrinterOutlined />} onClick={() => { setPaper(papers[0]?.paper ?? null); }}>{papers[0].name}</Button>}
          {papers.length > 1 && (
            <Dropdown trigger={['click']} menu={{ items: papers.map((one, index) => ({ key: String(index), label: one.name })), onClick: ({ key }) => { setPaper(papers[Number(key)]?.paper ?? null); } }}>
              <Button type="text" icon={<PrinterOutlined />}>打印<DownOutlined className={styles['caret']} /></Button>
            </Dropdown>
          )}
          {offered.length === 0 && <Typography.Text type="secondary">{state.status === 'closed' ? '六步走完，已经销号。' : '这件由乡镇的人大秘书办理，您可以在这里看到每一步。'}</Typography.Text>}
        </div>
      </header>
      {done !== null && open === null && undoable?.type === done && (
        <div className={styles['done']} role="status">
          <span>已{ACT_WORDS[done]}。{refusal}</span>
          <Button type="link" size="small" loading={busy} onClick={() => { void undo(); }}>撤销</Button>
        </div>
      )}
      {refusal !== null && done === null && <Alert type="error" showIcon title={refusal} role="alert" />}
      {state.contested && <Alert type="warning" showIcon title="有一步没有生效，多半是两台电脑没联网时各做了一步。请看办理过程里标着“未生效”的：可以重做这一步，或者以现在的为准。" />}
      {state.status === 'evaluating' && hasUnsatisfied(state) && <Alert type="warning" showIcon title="有一方不满意，需要重新办理" />}
      <StepLine state={state} today={today} />
      <section aria-label="原话">
        <LongText quote text={state.registered.words} lines={6} />
        {state.additions.map((one, index) => <LongText key={index} quote text={`补充：${one.text}`} lines={4} />)}
      </section>
      {open !== null && (
        <ActPanel
          key={`${open.type}${open.again === undefined ? '' : '/again'}`} type={open.type} name={name(open.type)} focus={open.focus} possible={offered.includes(open.type)} draft={draftOf(open.type)?.fields ?? null} again={open.again ?? null} settles={redone(state, open)}
          context={{ state, row, directory, office, time, categories, followers: view.followers, followed, session, today }} onClose={leave} onDone={(type) => { setDone(type); leave(); }}
        />
      )}
      <div className={styles['columns']}>
        <CaseFacts view={view} directory={directory} today={today} onOpen={onOpen} />
        <CaseTimeline view={view} directory={directory} today={today} unsettled={unsettled} />
      </div>
      <PrintPreview paper={paper} onClose={() => { setPaper(null); }} />
    </article>
  );
}

interface ActButtonProps { readonly type: CaseActType; readonly name: string; readonly primary?: boolean; readonly pressed: boolean; readonly draft: boolean; readonly onClick: (open: OpenForm) => void }

function ActButton({ type, name, primary = false, pressed, draft, onClick }: ActButtonProps) {
  return (
    <Button type={primary ? 'primary' : 'default'} aria-expanded={pressed} aria-label={draft ? `${name}（有没写完的）` : name} onClick={() => { onClick({ type, focus: true }); }}>
      {name}{draft && <span className={styles['draftDot']} aria-hidden="true" />}
    </Button>
  );
}
