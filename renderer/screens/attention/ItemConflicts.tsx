/** Acts without effect on deputies' suggestions and on what is only passed on: the same two sides as of a case, and the way to settle each. */
import { Button, Card, Flex, Pagination, Typography } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { mayAppend } from '../../../shared/access.ts';
import { itemConflicts, itemSettled, type Item, type ItemConflict } from '../../../shared/item-conflicts.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import { ineffectiveText } from '../../../shared/refusal-text.ts';
import { REFERRAL_KIND_WORDS, REFERRAL_STATUS_WORDS } from '../../../shared/referral/words.ts';
import { SUGGESTION_STATUS_WORDS } from '../../../shared/suggestion/words.ts';
import type { Directory } from '../../store/api.ts';
import { CaseNumber } from '../../ui/CaseNumber.tsx';
import { useSession } from '../../ui/session-context.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { usePerform } from '../../ui/use-perform.ts';
import styles from './attention.module.css';
import { Side } from './Side.tsx';

/** Items of one page: each is folded to show both sides. */
const PAGE = 10;

interface Props { /** The contested ones. */ readonly ids: readonly string[]; readonly directory: Directory; readonly today: LocalDate }

export function ItemConflicts({ ids, directory, today }: Props) {
  const [asked, setPage] = useState(1);
  const page = Math.min(asked, Math.ceil(ids.length / PAGE));
  const shown = ids.slice((page - 1) * PAGE, page * PAGE);
  const items = useAnswer(async (store) => {
    const views = await Promise.all(shown.map((id): Promise<{ readonly state: Item } | null> => (id.startsWith('suggestion:') ? store.suggestion(id) : store.referral(id))));
    return views.flatMap((view) => (view === null ? [] : [view.state]));
  }, ['suggestions'], [shown]) ?? [];
  return (
    <Card styles={{ body: { padding: 0 } }} title={<h4 className={styles['name']}>代表建议和转送件里没有生效的<span className={styles['total']}>{ids.length} 件</span></h4>}>
      <ul className={styles['list']} aria-label="代表建议和转送件里没有生效的">
        {items.flatMap((item) => itemConflicts(item).map((conflict) => <OneConflict key={conflict.failed.header.id} item={item} conflict={conflict} directory={directory} today={today} />))}
      </ul>
      {ids.length > PAGE && <Flex justify="end" className={styles['pages'] ?? ''}><Pagination size="small" current={page} pageSize={PAGE} total={ids.length} onChange={setPage} showSizeChanger={false} /></Flex>}
    </Card>
  );
}

function OneConflict({ item, conflict: { failed, stands }, directory, today }: { readonly item: Item; readonly conflict: ItemConflict; readonly directory: Directory; readonly today: LocalDate }) {
  const session = useSession();
  const { busy, refusal, perform } = usePerform();
  const { title } = item.registered;
  const note = itemSettled(item, [failed.header.id]);
  const may = session.writes.includes(item.scope) && mayAppend(session.role, 'kind' in item ? 'referral.noted' : 'suggestion.noted');
  const [number, kind, status] = 'kind' in item
    ? [item.outsideNo ?? item.tempNo, REFERRAL_KIND_WORDS[item.kind], REFERRAL_STATUS_WORDS[item.status]]
    : [item.number ?? item.tempNo, '代表建议', SUGGESTION_STATUS_WORDS[item.status]];
  return (
    <li className={styles['conflict']}>
      <div className={styles['case']}>
        <CaseNumber number={number} official />
        <Link to={`/suggestions/${item.id}`} className={styles['caseTitle'] ?? ''}>{title}</Link>
        <Typography.Text type="secondary">{kind} · 现在{status}</Typography.Text>
      </div>
      <div className={styles['sides']}>
        <Side heading="现在算数的" event={stands} directory={directory} today={today} />
        <Side heading="没有生效的" event={failed} directory={directory} today={today} reason={ineffectiveText(failed.ineffective ?? '')} />
      </div>
      {may && (
        <Flex gap={8} align="center">
          <Button size="small" type="primary" ghost loading={busy} onClick={() => { void perform(note); }} aria-label={`以现在的为准：${title}`}>以现在的为准</Button>
          <Typography.Text type={refusal === null ? 'secondary' : 'danger'} className={styles['hint'] ?? ''}>{refusal ?? '要重做的，点标题打开这一件，照没有生效的那一步再办一次，然后回来点“以现在的为准”。'}</Typography.Text>
        </Flex>
      )}
    </li>
  );
}
