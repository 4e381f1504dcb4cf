/** 粘贴导入: rows from Excel or the JSON of a collection; what was understood is shown before anything is written. */
import { Alert, Input, Modal, Table, Typography } from 'antd';
import { useMemo, useState } from 'react';
import type { Figure } from '../../shared/figure/figure.ts';
import { FIGURE_HEADINGS, readFigures } from '../../shared/statistics/figure-import.ts';
import { quantityWords } from '../../shared/statistics/figure-words.ts';
import { useStore } from '../store/store-context.tsx';
import { refusalWords } from '../ui/refusal-words.ts';
import { takeOver, writeFigures } from './figure-acts.ts';
import styles from './reports.module.css';

interface Props {
  readonly scope: string;
  readonly present: readonly Figure[];
  readonly onClose: () => void;
  /** What was taken over, so that it can be taken back. */
  readonly onDone: (taken: readonly Pick<Figure, 'id' | 'scope'>[]) => void;
}

const PREVIEW = 6;
const FAULTS = 5;

export function FigureImportModal({ scope, present, onClose, onDone }: Props) {
  const store = useStore();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const { figures, faults } = useMemo(() => (text.trim() === '' ? { figures: [], faults: [] } : readFigures(text)), [text]);
  const { acts, known } = useMemo(() => takeOver(scope, figures, present), [scope, figures, present]);
  const write = async () => {
    setBusy(true);
    const refused = await writeFigures(store, acts);
    setBusy(false);
    if (refused === null) onDone(acts.map(({ subject }) => ({ id: subject, scope })));
    else setRefusal(refusalWords(refused));
  };
  return (
    <Modal open width={860} title="粘贴导入引用数字" okText={acts.length === 0 ? '导入' : `导入${String(acts.length)}条`} cancelText="取消" confirmLoading={busy} okButtonProps={{ disabled: acts.length === 0 }} onOk={() => { void write(); }} onCancel={onClose}>
      <Typography.Paragraph type="secondary">从 Excel 里复制几行粘到下面，列的次序是：{FIGURE_HEADINGS.join('、')}；带表头时按表头认列。数照原文写（3500余人次）。也可以粘 JSON。</Typography.Paragraph>
      <Input.TextArea autoFocus aria-label="要导入的内容" rows={6} value={text} onChange={(event) => { setText(event.target.value); setRefusal(null); }} placeholder={'睢阳区\t2024年\t接待群众\t3500余\t人次\t《代表工作》2024年第31期\t“逢五惠民”接待群众3500余人次'} />
      {figures.length > 0 && (
        <Table
          size="small" pagination={false} tableLayout="fixed" className={styles['preview'] ?? ''} aria-label="看懂的内容" dataSource={figures.slice(0, PREVIEW).map((figure, key) => ({ ...figure, key }))}
          columns={[{ title: '地方', dataIndex: 'place', ellipsis: true }, { title: '时间', dataIndex: 'period', ellipsis: true }, { title: '指标', dataIndex: 'indicator', ellipsis: true }, { title: '数', key: 'value', align: 'right', render: (_, figure) => quantityWords(figure) }, { title: '原文', dataIndex: 'quote', ellipsis: true }]}
          footer={() => `看懂${String(figures.length)}条${known === 0 ? '' : `，其中${String(known)}条已经有了，不再导入`}`}
        />
      )}
      {faults.length > 0 && <Alert type="warning" showIcon title={`有${String(faults.length)}行没看懂，不导入`} description={[...faults.slice(0, FAULTS).map(({ row, why }) => `第${String(row)}行：${why}`), ...(faults.length > FAULTS ? ['……'] : [])].join('；')} />}
      {refusal !== null && <Alert type="error" showIcon title={refusal} role="alert" />}
    </Modal>
  );
}
