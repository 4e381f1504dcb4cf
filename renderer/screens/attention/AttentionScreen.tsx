/** 需处理: acts that did not take effect because two devices acted without knowing of one another, and entries that the county refused. Both sides of each, and what to do. */
import { App, Button, Card, Flex, Pagination, Skeleton, Typography } from 'antd';
import { useState } from 'react';
import type { Act } from '../../../shared/act.ts';
import { mayAppend } from '../../../shared/access.ts';
import { unsettledEvents } from '../../../shared/case/unsettled.ts';
import type { CaseView } from '../../store/api.ts';
import { useStore } from '../../store/store-context.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useSession } from '../../ui/session-context.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { refusalWords } from '../../ui/refusal-words.ts';
import { useToday } from '../../ui/use-today.ts';
import styles from './attention.module.css';
import { Conflict } from './Conflict.tsx';
import { ItemConflicts } from './ItemConflicts.tsx';
import { Refused } from './Refused.tsx';

/** Cases of one page: each is folded to show both sides. */
const PAGE = 10;

export function AttentionScreen() {
  const session = useSession();
  const store = useStore();
  const today = useToday();
  const { message, modal } = App.useApp();
  const [page, setPage] = useState(1);
  const directory = useAnswer((from) => from.directory(), ['directory'], []);
  const refused = useAnswer((from) => from.refusedEntries(), ['sync', 'cases', 'suggestions'], []);
  const items = useAnswer(async (from) => [...await from.suggestions(), ...await from.referrals()].filter((one) => one.contested).map(({ id }) => id), ['suggestions'], []);
  const contested = useAnswer(async (from) => {
    const found = await from.cases({ filter: { contested: true }, sort: 'received', descending: true, offset: (page - 1) * PAGE, limit: PAGE });
    const views = await Promise.all(found.rows.map(({ id }) => from.case(id)));
    return { total: found.total, views: views.filter((view) => view !== null) };
  }, ['cases'], [page]);
  if (contested === undefined || items === undefined || refused === undefined || directory === undefined) return <div className={styles['screen']}><Card><Skeleton active={false} /></Card></div>;

  const maySettle = ({ state }: CaseView) => mayAppend(session.role, 'case.noted') && session.writes.includes(state.scope);
  const settleAll = async () => {
    const all = await store.cases({ filter: { contested: true }, sort: 'received', descending: true, offset: 0, limit: contested.total });
    const views = (await Promise.all(all.rows.map(({ id }) => store.case(id)))).filter((view) => view !== null).filter(maySettle);
    const outcome = await store.perform(views.map(settling));
    if (outcome.ok) void message.success(`${views.length} 件都以现在的为准`);
    else void message.error(refusalWords(outcome.error));
  };

  return (
    <div className={styles['screen']}>
      <header className={styles['head']}>
        <Typography.Title level={3} className={styles['title'] ?? ''}>需处理</Typography.Title>
        <Typography.Text type="secondary">没联网时两台电脑各做了一步，后到的没有生效；或者县里没有收下。一条都没有丢，请定一下以哪个为准</Typography.Text>
      </header>
      {contested.total === 0 && items.length === 0 && refused.length === 0 && (
        <Card><EmptyState drawing="done" title="没有需要处理的">每一步都生效了，县里也都收下了。两台电脑要是在没联网时办了同一件，会在这里请您定。</EmptyState></Card>
      )}
      {contested.total > 0 && (
        <Card
          styles={{ body: { padding: 0 } }} title={<h4 className={styles['name']}>没有生效的<span className={styles['total']}>{contested.total} 件</span></h4>}
          extra={contested.total > 1 && contested.views.some(maySettle) ? (
            <Button size="small" onClick={() => { void modal.confirm({ title: `${contested.total} 件都以现在的为准？`, content: '没有生效的那些步会留在办理过程里，只是不再请您处理。', okText: '都以现在的为准', onOk: settleAll }); }}>全部以现在的为准</Button>
          ) : null}
        >
          <ul className={styles['list']} aria-label="没有生效的">
            {contested.views.flatMap((view) => unsettledEvents(view.state).map((failed) => (
              <Conflict key={failed.header.id} view={view} failed={failed} directory={directory} today={today} may={maySettle(view)} />
            )))}
          </ul>
          {contested.total > PAGE && <Flex justify="end" className={styles['pages'] ?? ''}><Pagination size="small" current={page} pageSize={PAGE} total={contested.total} onChange={setPage} showSizeChanger={false} /></Flex>}
        </Card>
      )}
      {items.length > 0 && <ItemConflicts ids={items} directory={directory} today={today} />}
      {refused.length > 0 && <Refused entries={refused} today={today} />}
    </div>
  );
}

/** The note by which everything without effect on a case is left as it is. */
function settling({ state }: CaseView): Act {
  return { scope: state.scope, subject: state.id, type: 'case.noted', body: { text: '以现在的为准', resolves: unsettledEvents(state).map(({ header }) => header.id) } };
}
