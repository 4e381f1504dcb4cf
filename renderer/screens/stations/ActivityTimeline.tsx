/** 全程留痕: every entry of the activity, newest first; the many check-ins and counts of one evening stay folded until asked for. */
import { Button, Card, Tag, Timeline, Typography } from 'antd';
import { useState } from 'react';
import { KINDS } from '../../../shared/activity/kinds.ts';
import { ACTIVITY_EVENT_WORDS, PREPARATION_WORDS } from '../../../shared/activity/words.ts';
import type { ActEvent } from '../../../shared/ledger/act-fold.ts';
import { ineffectiveText } from '../../../shared/refusal-text.ts';
import { instantWords } from '../../ui/format-date.ts';
import { usePeople } from '../../ui/use-people.ts';
import type { PartProps } from './activity-acts.ts';
import styles from './stations.module.css';

const FIRST = 8;

export function ActivityTimeline({ activity, directory, today }: PartProps) {
  const people = usePeople();
  const [all, setAll] = useState(false);
  const events = [...activity.timeline].reverse();
  const words: Readonly<Record<string, string>> = ACTIVITY_EVENT_WORDS;
  const names = new Map([...directory.deputies, ...directory.units].map(({ id, name }) => [id, name]));
  return (
    <Card size="small" title={<h4 className={styles['cardName']}>经过<span className={styles['hint']}>　{events.length} 条，一条不少</span></h4>}>
      <Timeline items={(all ? events : events.slice(0, FIRST)).map((event) => ({
        key: event.header.id, color: event.ineffective === null ? (event.undone ? 'gray' : 'blue') : 'red',
        content: (
          <article className={event.ineffective === null && !event.undone ? undefined : styles['void']}>
            <div className={styles['eventHead']}>
              <Typography.Text strong delete={event.undone}>{words[event.header.type] ?? '更新版本的软件写的一步'}</Typography.Text>
              {event.ineffective !== null && <Tag color="error">未生效</Tag>}
              {event.undone && <Tag>已撤销</Tag>}
            </div>
            <div>{detailOf(event, { names, activity })}</div>
            <div className={styles['eventWho']}>{people.nameOf(event.header.actor)} · {instantWords(event.header.wall, today)} · 设备 {event.header.replica.slice(0, 4)}</div>
            {event.ineffective !== null && <Typography.Text type="danger">{ineffectiveText(event.ineffective)}</Typography.Text>}
          </article>
        ),
      }))} />
      {events.length > FIRST && <Button type="link" size="small" onClick={() => { setAll(!all); }}>{all ? '收起' : `还有 ${String(events.length - FIRST)} 条`}</Button>}
    </Card>
  );
}

/** What an entry says in a few words. */
function detailOf({ header, body }: ActEvent, { names, activity }: { readonly names: ReadonlyMap<string, string>; readonly activity: PartProps['activity'] }): string {
  const text = (name: string) => { const value = body[name]; return typeof value === 'string' || typeof value === 'number' ? String(value) : ''; };
  const row = KINDS[activity.kind];
  switch (header.type) {
    case 'activity.checked_in': return `${names.get(text('who')) ?? text('name')}${body['present'] === false ? '：取消签到' : ''}${body['head'] === true ? '，负责人到场' : ''}`;
    case 'activity.counted':
    case 'activity.headcount_settled': return `${text('citizens')} 人次`;
    case 'activity.tallied': { const counter = row.counters.find(({ name }) => name === body['counter']); return `${counter?.label ?? text('counter')} ${Number(body['by']) > 0 ? '+' : ''}${text('by')}${counter?.unit ?? ''}`; }
    case 'activity.recorded': return typeof body['set'] === 'object' && body['set'] !== null ? Object.keys(body['set']).map((name) => row.fields.find((field) => field.name === name)?.label ?? name).join('、') : '';
    case 'activity.polled': return `${text('about')}：满意 ${text('satisfied')}、基本满意 ${text('basic')}、不满意 ${text('unsatisfied')}`;
    case 'activity.prepared': return PREPARATION_WORDS[body['step'] as keyof typeof PREPARATION_WORDS] ?? '';
    default: return [text('reason'), text('note'), text('text'), text('until') === '' ? '' : `到 ${text('until')}`].filter((one) => one !== '').join(' · ');
  }
}
