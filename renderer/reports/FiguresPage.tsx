/** 引用数字: what papers say, word for word with its 余, 多, 超. Recorded one by one or pasted; removing can be taken back. */
import { DeleteOutlined, EditOutlined, PlusOutlined, SnippetsOutlined } from '@ant-design/icons';
import { Alert, App, Button, Flex, Input, Skeleton, Table, Tag, Tooltip, Typography, type TableColumnsType } from 'antd';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { mayAppend } from '../../shared/access.ts';
import type { Act } from '../../shared/act.ts';
import type { Figure } from '../../shared/figure/figure.ts';
import { figureRemarks, figureRemarkWords } from '../../shared/statistics/figure-remarks.ts';
import { quantityWords } from '../../shared/statistics/figure-words.ts';
import { INDICATORS } from '../../shared/statistics/indicators.ts';
import { RATE_ROWS } from '../../shared/statistics/rates.ts';
import { useStore } from '../store/store-context.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { useEnrolment } from '../ui/session-context.tsx';
import { useAnswer } from '../ui/use-answer.ts';
import { refusalWords } from '../ui/refusal-words.ts';
import { FigureImportModal } from './FigureImportModal.tsx';
import { FigureModal } from './FigureModal.tsx';
import { setInUse, writeFigures } from './figure-acts.ts';
import styles from './reports.module.css';

const PAGE = 100;
const UNDO_SECONDS = 8;
/** So many remarks are read; more would be a wall. */
const REMARKS = 2;

export function FiguresPage() {
  const { enrolment: { session } } = useEnrolment();
  const store = useStore();
  const { message } = App.useApp();
  const [params, setParams] = useSearchParams();
  const [text, key] = [params.get('text') ?? '', params.get('key') ?? ''];
  const [editing, setEditing] = useState<Figure | 'new' | null>(null);
  const [pasting, setPasting] = useState(false);
  const directory = useAnswer((asked) => asked.directory(), ['directory'], []);
  const rows = useMemo(() => shownFigures(directory?.figures ?? [], { text, key }), [directory, text, key]);
  const scope = session.writes.find((one) => one === session.home) ?? session.writes[0] ?? null;
  const mayWrite = scope !== null && mayAppend(session.role, 'figure.updated');
  if (directory === undefined) return <Skeleton active={false} paragraph={{ rows: 10 }} />;

  const write = async (acts: readonly Act[]): Promise<boolean> => {
    const refusal = await writeFigures(store, acts);
    if (refusal !== null) void message.error(refusalWords(refusal));
    return refusal === null;
  };
  const setActive = (figures: readonly Pick<Figure, 'id' | 'scope'>[], active: boolean): Promise<boolean> => write(setInUse(figures, active));
  /** Says what was done, with 撤销. */
  const tell = (words: string, undo: () => Promise<boolean>) => {
    const key = 'figures';
    void message.open({ key, type: 'success', duration: UNDO_SECONDS, content: <span>{words} <Button type="link" size="small" onClick={() => { message.destroy(key); void undo().then((done) => { if (done) void message.success('已撤销'); }); }}>撤销</Button></span> });
  };
  const remove = async (figure: Figure) => { if (await setActive([figure], false)) tell(`已删除“${figure.indicator} ${quantityWords(figure)}”`, () => setActive([figure], true)); };
  const mayChange = (figure: Figure): boolean => mayWrite && session.writes.includes(figure.scope);

  const columns: TableColumnsType<Figure> = [
    { title: '地方', dataIndex: 'place', width: '11em', ellipsis: true, sorter: (a, b) => a.place.localeCompare(b.place, 'zh-CN') },
    { title: '时间', dataIndex: 'period', width: '11.5em', ellipsis: true },
    { title: '指标', dataIndex: 'indicator', width: '12.5em', ellipsis: true },
    { title: '数', key: 'value', width: '8.5em', align: 'right', className: styles['numeric'] ?? '', render: (_, figure) => <b>{quantityWords(figure)}</b> },
    { title: '口径', dataIndex: 'caliber', width: '8em', ellipsis: true },
    { title: '原文', dataIndex: 'quote', ellipsis: { showTitle: false }, render: (quote: string, { source }) => <Tooltip title={`${quote}${source === '' ? '' : `（${source}）`}`}><span>{quote}</span></Tooltip> },
    ...(mayWrite ? [{
      title: '', key: 'acts', width: '6em', align: 'right' as const,
      render: (_: unknown, figure: Figure) => mayChange(figure) && (
        <>
          <Button type="text" size="small" icon={<EditOutlined />} aria-label={`修改${figure.indicator}`} onClick={() => { setEditing(figure); }} />
          <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={`删除${figure.indicator}`} onClick={() => { void remove(figure); }} />
        </>
      ),
    }] : []),
  ];
  const remarks = figureRemarks(rows);
  const none = directory.figures.every(({ active }) => !active);
  return (
    <>
      <Flex align="center" gap={12} wrap>
        <Typography.Text type="secondary" className={styles['caliber'] ?? ''}>文件、报道里的数，照原文抄录，保留“余”“多”“超”等字；口径各不相同，不相加。</Typography.Text>
        <Input.Search className={styles['find'] ?? ''} allowClear placeholder="找地方、指标、原文" aria-label="找引用数字" defaultValue={text} onChange={(event) => { setParams({ ...(key === '' ? {} : { key }), ...(event.target.value === '' ? {} : { text: event.target.value }) }, { replace: true }); }} />
        {key !== '' && <Tag closable onClose={() => { setParams(text === '' ? {} : { text }, { replace: true }); }}>只看“{[...INDICATORS, ...RATE_ROWS].find((one) => one.key === key)?.label ?? key}”</Tag>}
        {mayWrite && <Button icon={<SnippetsOutlined />} onClick={() => { setPasting(true); }}>粘贴导入</Button>}
        {mayWrite && <Button type="primary" icon={<PlusOutlined />} onClick={() => { setEditing('new'); }}>添加</Button>}
      </Flex>
      {remarks.slice(0, REMARKS).map((remark) => <Alert key={remark.part.id} type="warning" showIcon className={styles['remark'] ?? ''} title={figureRemarkWords(remark)} />)}
      {rows.length === 0 ? (
        <EmptyState drawing={none ? 'ledger' : 'search'} title={none ? '还没有引用数字' : '没有找到'}>{none ? '写简报要用到文件、报道里的数时，抄在这里：写明哪里、什么时候、原话怎么说。可以一条条添，也可以从 Excel 复制粘贴。' : '换一个词试试。'}</EmptyState>
      ) : (
        <div className={styles['indicators']}>
          <Table<Figure> size="small" rowKey="id" columns={columns} dataSource={[...rows]} sticky tableLayout="fixed" showSorterTooltip={false} pagination={{ pageSize: PAGE, hideOnSinglePage: true, showSizeChanger: false }} aria-label="引用数字" />
        </div>
      )}
      {editing !== null && scope !== null && <FigureModal figure={editing === 'new' ? null : editing} scope={scope} onClose={() => { setEditing(null); }} onSaved={(words, undo) => { setEditing(null); tell(`已保存“${words}”`, () => write(undo)); }} />}
      {pasting && scope !== null && (
        <FigureImportModal
          scope={scope} present={directory.figures} onClose={() => { setPasting(false); }}
          onDone={(taken) => { setPasting(false); tell(`导入了${String(taken.length)}条`, () => setActive(taken, false)); }}
        />
      )}
    </>
  );
}

/** Those in use, of the indicator when one is asked for, that the words are found in. */
function shownFigures(figures: readonly Figure[], { text, key }: { readonly text: string; readonly key: string }): readonly Figure[] {
  const wanted = text.normalize('NFKC').toLowerCase().trim();
  return figures.filter((one) => one.active && (key === '' || one.key === key) && `${one.place} ${one.period} ${one.indicator} ${one.caliber} ${one.quote} ${one.source}`.normalize('NFKC').toLowerCase().includes(wanted));
}
