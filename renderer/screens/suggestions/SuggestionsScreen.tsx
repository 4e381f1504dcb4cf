/** 代表建议: four lists that are never merged, each with its own law, and the open item beside them. The address holds the list and the item. */
import { PlusOutlined } from '@ant-design/icons';
import { Button, Input, Segmented, Skeleton, Splitter, Tabs } from 'antd';
import { useMemo, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { mayAppend } from '../../../shared/access.ts';
import { REFERRAL_KIND_WORDS } from '../../../shared/referral/words.ts';
import { REFERRAL_KINDS } from '../../../shared/referral/referral.ts';
import { tallySatisfaction } from '../../../shared/suggestion/tally.ts';
import { NO_DIRECTORY } from '../../store/api.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useEnrolment } from '../../ui/session-context.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { useAsk } from '../../ui/use-ask.ts';
import { useOffice } from '../../ui/use-office.ts';
import { useTime } from '../../ui/use-time.ts';
import { useToday } from '../../ui/use-today.ts';
import type { Desk } from './forms/item-form.ts';
import { ItemList } from './ItemList.tsx';
import { referralRows, SHOWN, shownRows, suggestionRows, type ItemKind, type ItemRow, type Shown } from './item-rows.ts';
import { ReferralPane } from './ReferralPane.tsx';
import { RegisterDrawer } from './RegisterDrawer.tsx';
import { SuggestionPane } from './SuggestionPane.tsx';
import styles from './suggestions.module.css';

const KIND_WORDS: Readonly<Record<ItemKind, string>> = { suggestion: '代表建议', ...REFERRAL_KIND_WORDS };
const KINDS: readonly ItemKind[] = ['suggestion', ...REFERRAL_KINDS];
const SHOWN_WORDS: Readonly<Record<Shown, string>> = { open: '未办结', overdue: '逾期', all: '全部' };
const EMPTY_WORDS: Readonly<Record<ItemKind, string>> = {
  suggestion: '代表在会上或平时书面提出、签了名的建议，点“登记”记在这里；民情件也可以转化过来，由代表以自己的名义提出。', motion_lead: '乡镇五人以上联名的议案，提请主席团审议；不列入议程的可以转作建议。',
  petition: '本系统不办理信访，只登记引导、转送和告知，十五日内告诉信访人。', hotline_ticket: '登记12345工单号，避免同一诉求重复交办；答复传回热线。',
};

export function SuggestionsScreen() {
  const { enrolment } = useEnrolment();
  const { session } = enrolment;
  const today = useToday();
  const navigate = useNavigate();
  const selected = useParams()['*'] || null;
  const [params, setParams] = useSearchParams();
  const directory = useAnswer((store) => store.directory(), ['directory'], []);
  const suggestions = useAnswer((store) => store.suggestions(), ['suggestions'], []);
  const referrals = useAnswer((store) => store.referrals(), ['suggestions'], []);
  const drafts = useAnswer((store) => store.drafts(), ['drafts'], []);
  const [registering, setRegistering] = useState(false);
  const [asked, setAsked] = useState(0);

  const townships = enrolment.scopes.filter(({ code }) => code !== enrolment.county.code && session.writes.includes(code));
  const open = suggestions?.find(({ id }) => id === selected)?.scope ?? referrals?.find(({ id }) => id === selected)?.scope;
  const scope = open ?? townships.find(({ code }) => code === session.home)?.code ?? townships[0]?.code ?? session.home;
  const office = useOffice(directory ?? NO_DIRECTORY, scope);
  const time = useTime(directory ?? NO_DIRECTORY, scope);
  // An open referral says which list it is in; so does the address.
  const kind: ItemKind = referrals?.find(({ id }) => id === selected)?.kind ?? (selected?.startsWith('suggestion:') ? 'suggestion' : KINDS.find((one) => one === params.get('kind')) ?? 'suggestion');
  const shown = SHOWN.find((one) => one === params.get('show')) ?? 'open';
  const text = params.get('text') ?? '';
  const lists = useMemo<Readonly<Record<ItemKind, readonly ItemRow[]>> | null>(() => {
    if (directory === undefined || suggestions === undefined || referrals === undefined) return null;
    return { suggestion: suggestionRows(suggestions, directory), motion_lead: referralRows(referrals, 'motion_lead', directory), petition: referralRows(referrals, 'petition', directory), hotline_ticket: referralRows(referrals, 'hotline_ticket', directory) };
  }, [directory, suggestions, referrals]);
  const rows = useMemo(() => (lists === null ? [] : shownRows(lists[kind], { shown, text, today })), [lists, kind, shown, text, today]);

  const mayRegister = townships.length > 0 && mayAppend(session.role, kind === 'suggestion' ? 'suggestion.registered' : 'referral.registered');
  const show = (id: string | null, next: URLSearchParams = params) => { void navigate(`/suggestions${id === null ? '' : `/${id}`}?${next.toString()}`, { replace: true }); };
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(params);
    if (value === '') next.delete(name);
    else next.set(name, value);
    setParams(next, { replace: true });
  };
  const focusList = () => { document.querySelector<HTMLElement>(`[role=listbox][aria-label=${KIND_WORDS[kind]}]`)?.focus(); };
  useAsk('register', () => { if (mayRegister) setRegistering(true); });

  if (lists === null || directory === undefined || suggestions === undefined || drafts === undefined) return <div className={styles['pane']}><Skeleton active={false} paragraph={{ rows: 10 }} /></div>;
  const desk: Desk = { directory, office, session, today, time, suggestions };
  const result = tallySatisfaction(suggestions, 'result', '现有答复');

  return (
    <div className={styles['screen']}>
      <Splitter>
        <Splitter.Panel defaultSize="47%" min={380} max="70%">
          <div className={styles['master']}>
            <div className={styles['bar']}>
              <Tabs
                size="small" activeKey={kind} tabBarStyle={{ margin: 0 }} tabBarExtraContent={<span className={styles['total']}>{rows.length} 件</span>} onChange={(next) => { const to = new URLSearchParams(params); to.set('kind', next); show(null, to); }}
                items={KINDS.map((one) => ({ key: one, label: `${KIND_WORDS[one]} ${String(lists[one].filter((row) => row.open).length)}` }))}
              />
              <div className={styles['line']}>
                <Segmented value={shown} onChange={(next) => { set('show', next === 'open' ? '' : next); }} options={SHOWN.map((one) => ({ value: one, label: SHOWN_WORDS[one] }))} aria-label="看哪些" />
                <Input.Search className={styles['search'] ?? ''} allowClear value={text} placeholder="编号、标题、代表、单位" aria-label="在列表里找" onChange={(event) => { set('text', event.target.value); }} />
                {mayRegister && <Button type="primary" icon={<PlusOutlined />} onClick={() => { setRegistering(true); }}>登记</Button>}
              </div>
              {kind === 'suggestion' && result.asked > 0 && <span className={styles['rates']}>代表对办理结果：应评 {result.asked}，已评 {result.given}（满意 {result.satisfied} · 基本满意 {result.basic} · 不满意 {result.unsatisfied}），逾期未反馈 {result.lapsed} 不计</span>}
            </div>
            {rows.length === 0
              ? lists[kind].length === 0
                ? <EmptyState title={`还没有${KIND_WORDS[kind]}`} action={mayRegister ? <Button onClick={() => { setRegistering(true); }}>登记一件</Button> : undefined}>{EMPTY_WORDS[kind]}</EmptyState>
                : <EmptyState drawing={shown === 'overdue' && text === '' ? 'done' : 'search'} title={text === '' ? `没有${SHOWN_WORDS[shown]}的${KIND_WORDS[kind]}` : '没有找到'} action={<Button onClick={() => { show(selected, new URLSearchParams({ kind, show: 'all' })); }}>看全部</Button>} />
              : <ItemList name={KIND_WORDS[kind]} rows={rows} today={today} manyScopes={enrolment.scopes.filter(({ code }) => code !== enrolment.county.code).length > 1} selected={selected} onSelect={(id) => { show(id); }} onOpen={() => { setAsked(asked + 1); }} />}
          </div>
        </Splitter.Panel>
        <Splitter.Panel>
          <div className={styles['detail']}>
            {selected === null ? <EmptyState title="选一件看看">点左边的一行，或用 ↑ ↓ 移动；按 Enter 直接办下一步。</EmptyState>
              : selected.startsWith('suggestion:') ? <SuggestionPane id={selected} desk={desk} drafts={drafts} asked={asked} onLeave={focusList} /> : <ReferralPane id={selected} desk={desk} drafts={drafts} asked={asked} onLeave={focusList} />}
          </div>
        </Splitter.Panel>
      </Splitter>
      {registering && <RegisterDrawer kind={kind} scope={scope} desk={desk} drafts={drafts} onClose={() => { setRegistering(false); }} onRegistered={(id) => { show(id); }} />}
    </div>
  );
}
