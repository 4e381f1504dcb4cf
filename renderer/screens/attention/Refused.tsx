/** Entries that the county did not take: what they were, why, and the way to do them again. They stay here until the county has taken them. */
import { Button, Card, Table, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { isCaseEntryType } from '../../../shared/case/read-act.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import { refusalText } from '../../../shared/refusal-text.ts';
import type { RefusedEntry } from '../../store/api.ts';
import { useStore } from '../../store/store-context.tsx';
import { instantWords } from '../../ui/format-date.ts';
import { useOpenAct } from '../../ui/open-act.ts';
import { useAnswer } from '../../ui/use-answer.ts';
import styles from './attention.module.css';
import { eventName } from './event-name.ts';

const LIST = { refused: '1' };
const PAGE = 20;

export function Refused({ entries, today }: { readonly entries: readonly RefusedEntry[]; readonly today: LocalDate }) {
  const store = useStore();
  const openAct = useOpenAct();
  const redo = async ({ subject, entryId, type }: RefusedEntry) => {
    const view = await store.case(subject);
    const body = view?.state.timeline.find(({ header }) => header.id === entryId)?.body;
    if (isCaseEntryType(type)) await openAct({ id: subject, act: type === 'case.registered' ? null : type, list: LIST, ...(body === undefined ? {} : { body }) });
  };
  const wayOut = (entry: RefusedEntry) => {
    const { subject } = entry;
    if (subject.startsWith('case:')) return <Button size="small" onClick={() => { void redo(entry); }}>重做这一步</Button>;
    // Of a suggestion or a referral the item is opened: its forms begin from what stands there.
    return /^(suggestion|referral):/.test(subject) ? <Link to={`/suggestions/${subject}`}>打开这一件</Link> : <Link to="/settings/sync">看往来</Link>;
  };
  const subjects = [...new Set(entries.map(({ subject }) => subject))];
  const titles = useAnswer(async (from) => new Map((await from.hits(subjects)).map(({ id, title }) => [id, title.text])), ['cases', 'suggestions', 'directory'], [subjects]);
  const columns: TableColumnsType<RefusedEntry> = [
    { title: '时间', dataIndex: 'wall', width: '11em', render: (wall: string) => instantWords(wall, today) },
    { title: '哪一步', dataIndex: 'type', width: '11em', render: (type: string) => eventName(type) },
    { title: '哪一件', dataIndex: 'subject', width: '16em', ellipsis: true, render: (subject: string) => titles?.get(subject) ?? '' },
    { title: '县里没有收下的原因和办法', dataIndex: 'code', render: (code: string) => refusalText({ code }) },
    { title: '', key: 'acts', width: '9em', align: 'right', render: (_, entry) => wayOut(entry) },
  ];
  return (
    <Card styles={{ body: { padding: 0 } }} title={<h4 className={styles['name']}>县里没有收下的<span className={styles['total']}>{entries.length} 条</span></h4>}>
      <Table<RefusedEntry> size="small" rowKey="entryId" columns={columns} dataSource={[...entries]} pagination={{ pageSize: PAGE, hideOnSinglePage: true, showSizeChanger: false }} aria-label="县里没有收下的" />
    </Card>
  );
}
