/** How many bytes sync used, this month and in all. Measured on this computer, hence 约. */
import { Table, Typography, type TableColumnsType } from 'antd';
import { sizeWords } from '../../../../shared/attachment/words.ts';
import { localDateOf } from '../../../../shared/kernel/local-date.ts';
import type { Moved } from '../../../store/sync-api.ts';
import { shortDay } from '../../../ui/format-date.ts';
import { useAnswer } from '../../../ui/use-answer.ts';
import { useToday } from '../../../ui/use-today.ts';
import styles from '../settings.module.css';

interface Row { readonly key: string; readonly name: string; readonly month: Moved; readonly total: Moved }

const size = (bytes: number) => <span className={styles['numeric']}>{bytes === 0 ? '0' : sizeWords(bytes)}</span>;

export function DataUsedTable() {
  const today = useToday();
  const used = useAnswer((store) => store.dataUsed(), ['sync', 'attachments'], []);
  if (used === undefined) return null;
  const { month, total, since } = used;
  const rows: readonly Row[] = [
    { key: 'texts', name: '文字', month: month.texts, total: total.texts }, { key: 'files', name: '照片和录音', month: month.files, total: total.files },
    { key: 'all', name: '合计', month: sum(month.texts, month.files), total: sum(total.texts, total.files) },
  ];
  const columns: TableColumnsType<Row> = [
    { title: '', dataIndex: 'name' },
    { title: '本月上传约', key: 'mu', align: 'right', render: (_, row) => size(row.month.up) }, { title: '本月下载约', key: 'md', align: 'right', render: (_, row) => size(row.month.down) },
    { title: '总上传约', key: 'tu', align: 'right', render: (_, row) => size(row.total.up) }, { title: '总下载约', key: 'td', align: 'right', render: (_, row) => size(row.total.down) },
  ];
  return (
    <>
      <Table<Row> size="small" rowKey="key" aria-label="用了多少流量" columns={columns} dataSource={[...rows]} pagination={false} />
      <Typography.Text type="secondary">{since === null ? '' : `从 ${shortDay(localDateOf(since), today)} 起，`}由这台电脑自己量的，和运营商的账单会差一点。</Typography.Text>
    </>
  );
}

function sum(a: Moved, b: Moved): Moved {
  return { up: a.up + b.up, down: a.down + b.down };
}
