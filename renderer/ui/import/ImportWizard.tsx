/** Importing a directory from a table: choose it, look at what it would do, then do it, step by step, stoppable, and undoable as one. */
import { Alert, App, Button, Flex, Modal, Progress, Result, Steps, Typography } from 'antd';
import { useRef, useState } from 'react';
import type { ImportKind } from '../../../shared/import/import-kind.ts';
import { countRows, planImport, type ImportChange } from '../../../shared/import/plan-import.ts';
import type { Sheet } from '../../../shared/import/sheet.ts';
import type { Directory } from '../../store/api.ts';
import { useStore } from '../../store/store-context.tsx';
import { useEnrolment } from '../session-context.tsx';
import { loadSounds } from '../sounds.ts';
import { refusalWords } from '../refusal-words.ts';
import { ColumnMapping } from './ColumnMapping.tsx';
import { currentOf, runImport, type ImportHead, type RunReport } from './import-run.ts';
import styles from './import.module.css';
import { PreviewTable } from './PreviewTable.tsx';
import { SourceStep } from './SourceStep.tsx';
import { useReview } from './use-review.ts';
import { useUndoImport } from './use-undo-import.ts';

interface Props { readonly kind: ImportKind; readonly directory: Directory; readonly onClose: () => void }

interface Doing { readonly head: Omit<ImportHead, 'state'>; readonly total: number; readonly same: number; readonly left: number; readonly villages: number }
type Stage =
  | { readonly at: 'source' }
  | { readonly at: 'review'; readonly sheets: readonly Sheet[]; readonly source: string }
  | { readonly at: 'running'; readonly doing: Doing; readonly written: number }
  | { readonly at: 'done'; readonly doing: Doing; readonly report: RunReport };

export function ImportWizard({ kind, directory, onClose }: Props) {
  const store = useStore();
  const { enrolment: { session } } = useEnrolment();
  const [stage, setStage] = useState<Stage>({ at: 'source' });
  const stop = useRef(false);

  const run = async (doing: Doing, changes: readonly ImportChange[]) => {
    stop.current = false;
    setStage({ at: 'running', doing, written: 0 });
    const report = await runImport(store, { head: doing.head, changes }, { progress: (written) => { setStage({ at: 'running', doing, written }); }, stopped: () => stop.current });
    setStage({ at: 'done', doing, report });
  };
  const running = stage.at === 'running';
  return (
    <Modal
      open centered width={1120} title={`导入${kind.label}${stage.at === 'review' ? ` · ${stage.source}` : ''}`} footer={null} onCancel={onClose} closable={!running} keyboard={!running} mask={{ closable: false }} className={styles['wizard'] ?? ''}
    >
      <Steps size="small" current={{ source: 0, review: 1, running: 2, done: 2 }[stage.at]} items={[{ title: '选表格' }, { title: '核对' }, { title: '导入' }]} className={styles['steps'] ?? ''} />
      {stage.at === 'source' && <SourceStep kind={kind} onRead={(sheets, source) => { setStage({ at: 'review', sheets, source }); }} />}
      {stage.at === 'review' && (
        <ReviewStep
          kind={kind} sheets={stage.sheets} directory={directory} onBack={() => { setStage({ at: 'source' }); }}
          onImport={(changes, same, left) => {
            void run({ head: { id: crypto.randomUUID(), kind: kind.kind, source: stage.source, at: Date.now(), by: session.user, made: changes.filter(({ before, type }) => before === null && type === kind.type).length, changed: changes.filter(({ before }) => before !== null).length }, total: changes.length, same, left, villages: kind.kind === 'village' ? 0 : changes.filter(({ type }) => type === 'village.updated').length }, changes);
          }}
        />
      )}
      {running && (
        <Flex vertical gap={16} align="center" className={styles['running'] ?? ''}>
          <Progress percent={Math.round((stage.written / Math.max(1, stage.doing.total)) * 100)} status="active" style={{ maxWidth: 520 }} aria-label="导入进度" />
          <Typography.Text>已写入 {stage.written} / {stage.doing.total} 条</Typography.Text>
          <Button onClick={() => { stop.current = true; }}>停下</Button>
        </Flex>
      )}
      {stage.at === 'done' && <DoneStep kind={kind} directory={directory} doing={stage.doing} report={stage.report} onClose={onClose} />}
    </Modal>
  );
}

interface ReviewProps { readonly kind: ImportKind; readonly sheets: readonly Sheet[]; readonly directory: Directory; readonly onBack: () => void; readonly onImport: (changes: readonly ImportChange[], same: number, left: number) => void }

function ReviewStep({ kind, sheets, directory, onBack, onImport }: ReviewProps) {
  const { modal } = App.useApp();
  const review = useReview(sheets, kind, directory);
  const chosen = review.rows.filter(({ no }) => !review.skipped.has(no));
  const counts = countRows(chosen);
  const total = counts.made + counts.changed;
  const needsName = kind.fields.some(({ name, required }) => required === true && review.mapping[name] === undefined);
  const go = async () => {
    if (counts.faulty > 0 && !await modal.confirm({ title: `有 ${counts.faulty} 行有问题，先不导入这些？`, content: '没有问题的照常导入；有问题的改好以后，可以把同一个文件再导入一次，已有的不会重复。', okText: `导入其余 ${total} 行`, cancelText: '回去改' })) return;
    const { initials } = await loadSounds();
    const known = currentOf(directory);
    onImport(planImport(chosen, { kind, taken: (id) => known(id) !== null, initialsOf: initials }), counts.same, review.rows.length - total - counts.same);
  };
  return (
    <Flex vertical gap={10}>
      <ColumnMapping review={review} />
      {needsName && <Alert type="warning" showIcon title="还不知道名称在哪一列。请在上面选一列，或换一个表头行。" />}
      <PreviewTable review={review} />
      <Flex justify="space-between" align="center" className={styles['foot'] ?? ''}>
        <Button onClick={onBack}>换一个表格</Button>
        <Flex gap={12} align="center">
          <Typography.Text data-testid="import-counts">新增 {counts.made} · 更新 {counts.changed} · 不变 {counts.same}{counts.faulty > 0 && <Typography.Text type="danger"> · 有问题 {counts.faulty}</Typography.Text>}</Typography.Text>
          <Button type="primary" disabled={total === 0} onClick={() => { void go(); }}>{total === 0 ? '没有要导入的' : `导入 ${total} 行`}</Button>
        </Flex>
      </Flex>
    </Flex>
  );
}

function DoneStep({ kind, directory, doing, report, onClose }: { readonly kind: ImportKind; readonly directory: Directory; readonly doing: Doing; readonly report: RunReport; readonly onClose: () => void }) {
  const undo = useUndoImport(directory);
  const { head, total, same, left, villages } = doing;
  const whole = report.ended === null && report.refused.length === 0;
  const title = whole ? `已导入${kind.label}` : report.ended === 'stopped' ? '已停下' : '没有全部导入';
  return (
    <Result
      status={whole ? 'success' : 'warning'} title={title}
      subTitle={whole ? `新增 ${head.made} 个，更新 ${head.changed} 个，不变 ${same} 个${villages > 0 ? `；新建了 ${villages} 个村` : ''}${left > 0 ? `；没有导入 ${left} 行` : ''}。` : `写入了 ${report.written} / ${total} 条。可以把同一个文件再导入一次，已有的不会重复；也可以撤销写入的。`}
      extra={[
        <Button key="undo" onClick={() => { void undo({ ...head, state: 'done' }).then((done) => { if (done) onClose(); }); }}>撤销这次导入</Button>,
        <Button key="close" type="primary" onClick={onClose}>完成</Button>,
      ]}
    >
      {whole ? null : (
        <>
          {report.ended !== null && report.ended !== 'stopped' && <Alert type="error" showIcon title={refusalWords(report.ended)} role="alert" />}
          {report.refused.length > 0 && <ul className={styles['refused']}>{report.refused.slice(0, 20).map(({ name, refusal }) => <li key={name}>{name}：{refusalWords(refusal)}</li>)}</ul>}
        </>
      )}
    </Result>
  );
}
