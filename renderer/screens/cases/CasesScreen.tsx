/** 民情台账: the list on the left, the case on the right. The address holds the filter and the open case. */
import { App, Splitter } from 'antd';
import { useCallback, useEffect, useMemo, useState, type KeyboardEvent as ListKeyEvent } from 'react';
import { useLocation, useNavigate, useParams, useSearchParams } from 'react-router';
import { mayAppend } from '../../../shared/access.ts';
import { ACT_WORDS } from '../../../shared/case/words.ts';
import { PrintPreview, type Paper } from '../../print/open-print.tsx';
import { useExport } from '../../reports/use-export.tsx';
import { NO_DIRECTORY, type CaseFilter } from '../../store/api.ts';
import { useStore } from '../../store/store-context.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { scopeName, useEnrolment } from '../../ui/session-context.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { useAsk } from '../../ui/use-ask.ts';
import { officeOf } from '../../ui/use-office.ts';
import { useToday } from '../../ui/use-today.ts';
import { actChoices } from './act-choices.ts';
import type { CaseActType } from './acts/act-form.ts';
import type { FormValues } from '../../ui/form-frame/form-values.ts';
import { BULK_TYPES, type BulkKind } from './bulk-acts.ts';
import { BulkBar, bulkKindsOf, type LastBatch } from './BulkBar.tsx';
import { BulkDialog } from './BulkDialog.tsx';
import { caseAddress, readCaseAddress } from './case-address.ts';
import { CaseList } from './CaseList.tsx';
import { CasePane, type ActRequest } from './CasePane.tsx';
import styles from './cases-screen.module.css';
import { filterChips } from './filter-chips.ts';
import { FilterBar, SEARCH_LABEL } from './FilterBar.tsx';
import { KeyHelp } from './KeyHelp.tsx';
import { readColumns, USUAL_COLUMNS, type Column } from './list-columns.ts';
import { ACT_KEYS, isTyping } from './list-keys.ts';
import { orderOf } from './order-paper.ts';
import { RegisterDrawer } from './RegisterDrawer.tsx';
import { LIST_LABEL, useChoosing } from './use-choosing.ts';
import { viewsOf } from './views-of.ts';

/** The columns of this device. */
const COLUMNS_SETTING = 'cases.columns';

export function CasesScreen() {
  const { enrolment } = useEnrolment();
  const { session } = enrolment;
  const store = useStore();
  const { message } = App.useApp();
  const today = useToday();
  const navigate = useNavigate();
  const location = useLocation();
  const selected = useParams()['*'] || null;
  const [params] = useSearchParams();
  const directory = useAnswer((from) => from.directory(), ['directory'], []) ?? NO_DIRECTORY;
  const activities = useAnswer((from) => from.activities(), ['activities'], []) ?? [];
  const [columns, setColumns] = useColumns();
  const [total, setTotal] = useState(0);
  const [registering, setRegistering] = useState<Registering | null>(null);
  const [helping, setHelping] = useState(false);
  const [request, setRequest] = useState<ActRequest | null>(null);
  const [bulk, setBulk] = useState<{ readonly kind: BulkKind; readonly ids: readonly string[] } | null>(null);
  const [paper, setPaper] = useState<Paper | null>(null);
  const [last, setLast] = useState<LastBatch | null>(null);

  const view = useMemo(() => readCaseAddress(params, today, session.user), [params, today, session.user]);
  const { filter, sort, descending } = view;
  const chips = filterChips(view, { directory, activities, scopeName: (code) => scopeName(enrolment, code), today });
  const choosing = useChoosing(JSON.stringify(filter));
  const townships = enrolment.scopes.filter((scope) => scope.code !== enrolment.county.code);
  const mayRegister = mayAppend(session.role, 'case.registered') && session.writes.some((scope) => townships.some(({ code }) => code === scope));

  const show = useCallback((id: string | null, next: URLSearchParams, replace: boolean) => { void navigate(caseAddress(id, next), { replace }); }, [navigate]);
  const askedFor = selected === null ? null : actAskedFor(location.state, selected, location.key);
  const exportList = useExport();
  const exportRows = (rows: CaseFilter) => exportList({ filter: rows, sort, descending });
  useAsk('register', () => { if (mayRegister) setRegistering(registeringOf(location.state)); });
  useAsk('export', () => { void exportRows(filter); });

  const printChosen = async () => {
    const views = await viewsOf(store, [...choosing.ids]);
    const orders = views.flatMap((one) => { const order = orderOf(one, directory, officeOf(directory, enrolment, one.state.scope)); return order === null ? [] : [order]; });
    if (orders.length === 0) void message.info('选的这些还没有交办，没有交办单。');
    else setPaper({ kind: 'assignment-orders', orders });
  };
  const startBulk = (kind: BulkKind) => { setBulk({ kind, ids: [...choosing.ids] }); };
  /** A letter opens its act on the selected case; with several chosen, on all of them where that makes sense. */
  const openByKey = async (type: CaseActType) => {
    const kind = choosing.ids.size > 0 ? bulkKindsOf(session).find((one) => BULK_TYPES[one] === type) : undefined;
    if (kind !== undefined) { startBulk(kind); return; }
    if (selected === null) return;
    const found = await store.case(selected);
    if (found === null) return;
    const { primary, others, more } = actChoices(found.state, session);
    if (primary === type || others.includes(type) || more.includes(type)) setRequest({ subject: selected, type, at: `key ${Date.now()}` });
    else void message.info(`这一件现在不能${ACT_WORDS[type]}`);
  };
  const onListKey = (event: ListKeyEvent): boolean => {
    if (event.key === 'Escape' && choosing.ids.size > 0) { choosing.clear(); return true; }
    const type = ACT_KEYS[event.code];
    if (type === undefined || event.ctrlKey || event.metaKey || event.altKey) return false;
    void openByKey(type);
    return true;
  };
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.code !== 'Slash' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      if (event.shiftKey) setHelping(true);
      else document.querySelector<HTMLElement>(`input[aria-label="${SEARCH_LABEL}"]`)?.focus();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => { window.removeEventListener('keydown', onKeyDown); };
  }, []);

  return (
    <div className={styles['screen']}>
      <Splitter>
        <Splitter.Panel defaultSize="47%" min={380} max="70%">
          <div className={styles['master']}>
            <FilterBar
              view={view} chips={chips} params={params} onParams={(next) => { show(selected, next, true); }} directory={directory} scopes={townships} total={total} columns={columns} onColumns={setColumns}
              onRegister={mayRegister ? () => { setRegistering({ back: null }); } : null} onExport={() => exportRows(filter)} onHelp={() => { setHelping(true); }} onLeave={focusList}
            />
            <CaseList
              query={{ filter, sort, descending }} today={today} manyScopes={townships.length > 1 && filter.scope === undefined} columns={columns} selected={selected} choosing={choosing}
              onSelect={(id) => { show(id, params, true); }} onOpen={() => { if (selected !== null) setRequest({ subject: selected, type: 'primary', at: `enter ${Date.now()}` }); }} onKey={onListKey} onTotal={setTotal}
              onClearFilter={chips.length === 0 ? null : () => { show(selected, new URLSearchParams(), true); }}
            />
            <BulkBar
              count={choosing.ids.size} session={session} last={last} onBulk={startBulk} onExport={() => exportRows({ ids: [...choosing.ids] })} onPrint={printChosen}
              onClear={() => { choosing.clear(); focusList(); }} onForgetLast={() => { setLast(null); }}
            />
          </div>
        </Splitter.Panel>
        <Splitter.Panel>
          <div className={styles['detail']}>
            {selected === null
              ? <EmptyState title="选一件看看">点左边的一行，或用 ↑ ↓ 移动；按 Enter 直接办下一步，按 ? 看快捷键。</EmptyState>
              : <CasePane id={selected} today={today} request={askedFor ?? request} onLeave={focusList} onOpen={(id) => { show(id, params, false); }} />}
          </div>
        </Splitter.Panel>
      </Splitter>
      {registering !== null && (
        <RegisterDrawer
          directory={directory} today={today} {...(registering.start === undefined ? {} : { start: registering.start })} onRegistered={(id) => { show(id, params, true); }}
          onClose={() => { setRegistering(null); if (registering.back !== null) void navigate(registering.back); }}
        />
      )}
      {bulk !== null && (
        <BulkDialog
          kind={bulk.kind} ids={bulk.ids} directory={directory} today={today} onClose={() => { setBulk(null); focusList(); }}
          onDone={(kind, done) => { choosing.clear(); setLast({ kind, done }); }}
        />
      )}
      <PrintPreview paper={paper} onClose={() => { setPaper(null); focusList(); }} />
      {helping && <KeyHelp onClose={() => { setHelping(false); focusList(); }} />}
    </div>
  );
}

function focusList(): void {
  document.querySelector<HTMLElement>(`[role=listbox][aria-label="${LIST_LABEL}"]`)?.focus();
}

/** The columns of this device, and how to change them. */
function useColumns(): [readonly Column[], (columns: readonly Column[]) => void] {
  const store = useStore();
  const [columns, setColumns] = useState<readonly Column[]>(USUAL_COLUMNS);
  useEffect(() => {
    let gone = false;
    void store.setting(COLUMNS_SETTING).then((setting) => { if (!gone) setColumns(readColumns(setting)); });
    return () => { gone = true; };
  }, [store]);
  return [columns, (next) => { setColumns(readColumns(next)); void store.saveSetting(COLUMNS_SETTING, next); }];
}

/** A registration that another screen asked for: what it begins with, and where to go back to. */
interface Registering { readonly start?: FormValues; readonly back: string | null }

function registeringOf(state: unknown): Registering {
  if (typeof state !== 'object' || state === null || !('start' in state) || typeof state.start !== 'object' || state.start === null) return { back: null };
  return { start: state.start as FormValues, back: 'back' in state && typeof state.back === 'string' ? state.back : null };
}

/** What a link from another screen asked for: the act to open, once for each arrival. */
function actAskedFor(state: unknown, subject: string, at: string): ActRequest | null {
  if (typeof state !== 'object' || state === null || !('act' in state)) return null;
  const body = 'body' in state ? state.body as ActRequest['body'] : undefined;
  return { subject, type: state.act as ActRequest['type'], at, ...(body === undefined ? {} : { body }) };
}
