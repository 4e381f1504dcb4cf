/** The imports that were made on this device, each of which can be undone as one. */
import { Button, Drawer, Skeleton, Table, Tag, type TableColumnsType } from 'antd';
import { useEffect, useState } from 'react';
import { IMPORT_KIND } from '../../../shared/import/import-kind.ts';
import type { Directory } from '../../store/api.ts';
import { useStore } from '../../store/store-context.tsx';
import { EmptyState } from '../EmptyState.tsx';
import { instantWords } from '../format-date.ts';
import { usePeople } from '../use-people.ts';
import { useToday } from '../use-today.ts';
import { importHeads, type ImportHead } from './import-run.ts';
import { useUndoImport } from './use-undo-import.ts';

const STATE_WORDS: Readonly<Record<ImportHead['state'], string>> = { running: '中断了', done: '', stopped: '没有全部导入', undone: '已撤销' };

export function ImportLog({ directory, onClose }: { readonly directory: Directory; readonly onClose: () => void }) {
  const store = useStore();
  const today = useToday();
  const { nameOf } = usePeople();
  const undo = useUndoImport(directory);
  const [heads, setHeads] = useState<readonly ImportHead[] | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let gone = false;
    void importHeads(store).then((found) => { if (!gone) setHeads(found); });
    return () => { gone = true; };
  }, [store, round]);
  const columns: TableColumnsType<ImportHead> = [
    { title: '时间', dataIndex: 'at', width: 240, render: (at: number, { by }) => `${instantWords(new Date(at).toISOString(), today)} · ${nameOf(by)}` },
    { title: '名录', dataIndex: 'kind', render: (kind: ImportHead['kind']) => IMPORT_KIND[kind].label },
    { title: '表格', dataIndex: 'source', ellipsis: true },
    { title: '新增', dataIndex: 'made', align: 'right' }, { title: '更新', dataIndex: 'changed', align: 'right' },
    { title: '', key: 'acts', align: 'right', render: (_, head) => (
      <>
        {STATE_WORDS[head.state] !== '' && <Tag>{STATE_WORDS[head.state]}</Tag>}
        {head.state !== 'undone' && <Button size="small" onClick={() => { void undo(head).then((done) => { if (done) setRound((before) => before + 1); }); }}>撤销</Button>}
      </>
    ) },
  ];
  return (
    <Drawer open title="导入记录" size={820} onClose={onClose}>
      {heads === null && <Skeleton active />}
      {heads?.length === 0 && <EmptyState title="这台电脑还没有导入过">在这台电脑上导入的名录，以后都可以在这里整批撤销。</EmptyState>}
      {heads !== null && heads.length > 0 && <Table<ImportHead> size="small" rowKey="id" columns={columns} dataSource={[...heads]} pagination={false} />}
    </Drawer>
  );
}
