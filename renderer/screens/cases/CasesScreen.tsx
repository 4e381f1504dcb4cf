/** 民情台账: the list on the left, the case on the right. The address holds the filter and the open case. */
import { App, Splitter } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useLocation, useNavigate, useParams, useSearchParams } from 'react-router';
import { mayAppend } from '../../../shared/access.ts';
import { exportCases } from '../../reports/export-cases.ts';
import { NO_DIRECTORY } from '../../store/api.ts';
import { useStore } from '../../store/store-context.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { scopeName, useEnrolment } from '../../ui/session-context.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { useAsk } from '../../ui/use-ask.ts';
import { useToday } from '../../ui/use-today.ts';
import { caseAddress, readCaseAddress } from './case-address.ts';
import { CaseList } from './CaseList.tsx';
import { CasePane, type ActRequest } from './CasePane.tsx';
import styles from './cases-screen.module.css';
import { filterChips } from './filter-chips.ts';
import { FilterBar } from './FilterBar.tsx';
import { RegisterDrawer } from './RegisterDrawer.tsx';


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
  const [total, setTotal] = useState(0);
  const [registering, setRegistering] = useState(false);
  const [request, setRequest] = useState<ActRequest | null>(null);

  const view = useMemo(() => readCaseAddress(params, today), [params, today]);
  const { filter, sort, descending } = view;
  const chips = filterChips(view, { directory, activities, scopeName: (code) => scopeName(enrolment, code) });
  const townships = enrolment.scopes.filter((scope) => scope.code !== enrolment.county.code);
  const mayRegister = mayAppend(session.role, 'case.registered') && session.writes.some((scope) => townships.some(({ code }) => code === scope));

  const show = useCallback((id: string | null, next: URLSearchParams, replace: boolean) => { void navigate(caseAddress(id, next), { replace }); }, [navigate]);
  const askedFor = selected === null ? null : actAskedFor(location.state, selected, location.key);
  const focusList = () => { document.querySelector<HTMLElement>('[role=listbox][aria-label=民情台账]')?.focus(); };
  const exportShown = async () => {
    const file = await exportCases(store, { filter, sort, descending }, enrolment);
    if (file !== null) void message.success(`已导出：${file}`);
  };
  useAsk('register', () => { if (mayRegister) setRegistering(true); });
  useAsk('export', () => { void exportShown(); });

  return (
    <div className={styles['screen']}>
      <Splitter>
        <Splitter.Panel defaultSize="47%" min={380} max="70%">
          <div className={styles['master']}>
            <FilterBar
              view={view} chips={chips} params={params} onParams={(next) => { show(selected, next, true); }} directory={directory} scopes={townships} total={total}
              onRegister={mayRegister ? () => { setRegistering(true); } : null} onExport={exportShown}
            />
            <CaseList
              query={{ filter, sort, descending }} today={today} manyScopes={townships.length > 1 && filter.scope === undefined} selected={selected}
              onSelect={(id) => { show(id, params, true); }} onOpen={() => { if (selected !== null) setRequest({ subject: selected, type: 'primary', at: `enter ${Date.now()}` }); }} onTotal={setTotal}
              onClearFilter={chips.length === 0 ? null : () => { show(selected, new URLSearchParams(), true); }}
            />
          </div>
        </Splitter.Panel>
        <Splitter.Panel>
          <div className={styles['detail']}>
            {selected === null
              ? <EmptyState title="选一件看看">点左边的一行，或用 ↑ ↓ 移动；按 Enter 直接办下一步。</EmptyState>
              : <CasePane id={selected} today={today} request={askedFor ?? request} onLeave={focusList} />}
          </div>
        </Splitter.Panel>
      </Splitter>
      {registering && <RegisterDrawer directory={directory} today={today} onClose={() => { setRegistering(false); }} onRegistered={(id) => { show(id, params, true); }} />}
    </div>
  );
}

/** What a link from another screen asked for: the act to open, once for each arrival. */
function actAskedFor(state: unknown, subject: string, at: string): ActRequest | null {
  if (typeof state !== 'object' || state === null || !('act' in state)) return null;
  return { subject, type: state.act as ActRequest['type'], at };
}
