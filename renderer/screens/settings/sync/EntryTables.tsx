/** The two lists of own entries that are not at the county: those that wait, page by page, and those that were refused, with what can be done. */
import { Button, Flex, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { refusalText } from '../../../../shared/refusal-text.ts';
import type { RefusedEntry } from '../../../store/api.ts';
import { useStore } from '../../../store/store-context.tsx';
import type { WaitingEntry } from '../../../store/sync-api.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { instantWords } from '../../../ui/format-date.ts';
import { saveBlob } from '../../../ui/save-blob.ts';
import { scopeName, useEnrolment } from '../../../ui/session-context.tsx';
import { useAnswer } from '../../../ui/use-answer.ts';
import { useToday } from '../../../ui/use-today.ts';
import { entryWords, pathOf } from './entry-words.ts';
import { refusedList } from './refused-list.ts';

const PAGE = 12;

/** `refused`: so many own entries were sent and not taken. */
export function WaitingTable({ refused }: { readonly refused: number }) {
  const today = useToday();
  const { enrolment } = useEnrolment();
  const [page, setPage] = useState(1);
  const waiting = useAnswer((store) => store.waitingEntries((page - 1) * PAGE, PAGE), ['sync'], [page]);
  const titles = useTitles(waiting?.rows ?? []);
  if (waiting === undefined) return <Table<WaitingEntry> size="small" loading dataSource={[]} />;
  if (waiting.total === 0 && refused > 0) return <EmptyState title="没有等着传的">都送到县里了；有 {refused} 条没有收下，在旁边“没有收下的”里。</EmptyState>;
  if (waiting.total === 0) return <EmptyState drawing="done" title="都传到县里了">这台电脑上写下的每一条都有县里的回执。</EmptyState>;
  // What waited may have gone meanwhile, and with it the page that was open.
  const last = Math.max(1, Math.ceil(waiting.total / PAGE));
  const columns: TableColumnsType<WaitingEntry> = [
    { title: '写下的时间', dataIndex: 'wall', width: '11em', render: (wall: string) => instantWords(wall, today) },
    { title: '哪一步', dataIndex: 'type', width: '11em', render: entryWords },
    { title: '哪一件', dataIndex: 'subject', ellipsis: true, render: (subject: string) => <Matter subject={subject} title={titles?.get(subject)} /> },
    { title: '哪里的', dataIndex: 'scope', width: '9em', ellipsis: true, render: (scope: string) => scopeName(enrolment, scope) },
  ];
  return (
    <Table<WaitingEntry>
      size="small" rowKey="entryId" aria-label="等着传的" columns={columns} dataSource={[...waiting.rows]}
      pagination={{ current: Math.min(page, last), pageSize: PAGE, total: waiting.total, onChange: setPage, hideOnSinglePage: true, showSizeChanger: false, showTotal: (total) => `共 ${total} 条` }}
    />
  );
}

export function RefusedTable({ refused }: { readonly refused: readonly RefusedEntry[] }) {
  const store = useStore();
  const today = useToday();
  const titles = useTitles(refused);
  const [again, setAgain] = useState<ReadonlySet<string>>(new Set());
  if (refused.length === 0) return <EmptyState drawing="done" title="都收下了">县里收到的每一条都通过了核对。</EmptyState>;
  const offerAgain = async (ids: readonly string[]) => {
    setAgain((before) => new Set([...before, ...ids]));
    await store.offerAgain(ids);
  };
  const columns: TableColumnsType<RefusedEntry> = [
    { title: '写下的时间', dataIndex: 'wall', width: '10em', render: (wall: string) => instantWords(wall, today) },
    { title: '哪一步', dataIndex: 'type', width: '9em', render: entryWords },
    { title: '哪一件', dataIndex: 'subject', width: '13em', ellipsis: true, render: (subject: string) => <Matter subject={subject} title={titles?.get(subject)} /> },
    { title: '没有收下的原因和办法', dataIndex: 'code', render: (code: string) => refusalText({ code }) },
    { title: '', key: 'again', width: '7em', align: 'right', render: (_, { entryId }) => <Button size="small" disabled={again.has(entryId)} onClick={() => { void offerAgain([entryId]); }}>{again.has(entryId) ? '又送了' : '再送一次'}</Button> },
  ];
  return (
    <Flex vertical gap={10}>
      <Flex gap={8} justify="end">
        {refused.length > 1 && <Button size="small" onClick={() => { void offerAgain(refused.map(({ entryId }) => entryId)); }}>全部再送一次</Button>}
        <Button size="small" onClick={() => { void saveBlob(`县里没有收下的_${today}.csv`, refusedList(refused)); }}>导出清单</Button>
      </Flex>
      <Table<RefusedEntry> size="small" rowKey="entryId" aria-label="县里没有收下的" columns={columns} dataSource={[...refused].sort((a, b) => Date.parse(a.wall) - Date.parse(b.wall))} pagination={{ pageSize: PAGE, hideOnSinglePage: true, showSizeChanger: false, showTotal: (total) => `共 ${total} 条` }} />
    </Flex>
  );
}

function Matter({ subject, title }: { readonly subject: string; readonly title: string | undefined }) {
  const path = pathOf(subject);
  const words = title ?? (path === null ? '' : '打开');
  return path === null ? words : <Link to={path}>{words}</Link>;
}

/** What the subjects are called, as far as this device knows. */
function useTitles(entries: readonly { readonly subject: string }[]): ReadonlyMap<string, string> | undefined {
  const subjects = [...new Set(entries.map(({ subject }) => subject))];
  return useAnswer(async (store) => new Map((await store.hits(subjects)).map(({ id, title }) => [id, title.text])), ['cases', 'suggestions', 'directory'], [subjects]);
}
