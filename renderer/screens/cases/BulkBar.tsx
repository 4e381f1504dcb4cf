/** Below the list while several are chosen: what can be done with all of them. After a batch: taking it back. */
import { FileExcelOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button, Progress, Typography } from 'antd';
import { useState } from 'react';
import { mayAppend, type Session } from '../../../shared/access.ts';
import { BULK_KINDS, BULK_TYPES, BULK_WORDS, type BulkKind } from './bulk-acts.ts';
import styles from './bulk.module.css';
import { undoing, useBatch, type Done } from '../../ui/use-batch.ts';

/** What was done last with many, and can still be taken back. */
export interface LastBatch { readonly kind: BulkKind; readonly done: readonly Done[] }

interface Props {
  readonly count: number;
  readonly session: Session;
  readonly last: LastBatch | null;
  readonly onBulk: (kind: BulkKind) => void;
  readonly onExport: () => Promise<void>;
  /** Prints the assignment orders of those that have one. */
  readonly onPrint: () => Promise<void>;
  readonly onClear: () => void;
  readonly onForgetLast: () => void;
}

export function BulkBar({ count, session, last, onBulk, onExport, onPrint, onClear, onForgetLast }: Props) {
  const [exporting, setExporting] = useState(false);
  if (count === 0) return last === null ? null : <UndoBar key={last.done[0]?.entry} last={last} onForget={onForgetLast} />;
  return (
    <div className={styles['bar']} role="toolbar" aria-label="选中的一起办">
      <Typography.Text strong>选了 {count} 件</Typography.Text>
      {bulkKindsOf(session).map((kind) => <Button key={kind} size="small" type={kind === 'assign' ? 'primary' : 'default'} onClick={() => { onBulk(kind); }}>{kind === 'assign' ? '交办给…' : BULK_WORDS[kind]}</Button>)}
      <Button size="small" icon={<FileExcelOutlined />} loading={exporting} onClick={() => { setExporting(true); void onExport().finally(() => { setExporting(false); }); }}>导出</Button>
      <Button size="small" icon={<PrinterOutlined />} aria-label="打印所选的交办单" title="打印所选的交办单" onClick={() => { void onPrint(); }} />
      <Button size="small" type="text" className={styles['end'] ?? ''} onClick={onClear}>不选了 Esc</Button>
    </div>
  );
}

/** What the role may do with many. */
export function bulkKindsOf(session: Session): readonly BulkKind[] {
  return BULK_KINDS.filter((kind) => mayAppend(session.role, BULK_TYPES[kind]));
}

/** One undo for the whole batch: every act gets its counter-entry, those that others have built on stay and are counted. */
function UndoBar({ last, onForget }: { readonly last: LastBatch; readonly onForget: () => void }) {
  const { batch, run } = useBatch();
  const word = BULK_WORDS[last.kind];
  return (
    <div className={styles['bar']} role="status">
      {batch === null && <><span>刚才{word}了 {last.done.length} 件</span><Button size="small" onClick={() => { void run(undoing(last.done)); }}>撤销这一批</Button></>}
      {batch?.phase === 'running' && <><span>正在撤销</span><Progress className={styles['progress'] ?? ''} size="small" percent={Math.round(((batch.total - batch.left) / batch.total) * 100)} /></>}
      {batch?.phase === 'done' && <span>已撤销 {batch.done.length} 件{batch.failed.length > 0 ? `，${batch.failed.length} 件之后已有新的一步，没有撤销` : ''}</span>}
      <Button size="small" type="text" className={styles['end'] ?? ''} disabled={batch?.phase === 'running'} onClick={onForget}>收起</Button>
    </div>
  );
}
