/** The backups that can be reached, the newest first. */
import { Button, Flex, Table, Tag, Typography, type TableColumnsType } from 'antd';
import type { BackupInfo } from '../../../shared/desktop-api.ts';
import { sizeWords } from '../../../shared/attachment/words.ts';
import { momentWords } from '../format-date.ts';
import { useToday } from '../use-today.ts';
import { FAULT_WORDS, PLACE_WORDS, REASON_WORDS } from './backup-words.ts';

interface Props {
  readonly list: readonly BackupInfo[];
  readonly loading: boolean;
  readonly onRestore: (backup: BackupInfo) => void;
}

const PAGE = 12;

export function BackupTable({ list, loading, onRestore }: Props) {
  const today = useToday();
  const columns: TableColumnsType<BackupInfo> = [
    { key: 'at', title: '时间', render: (_, one) => momentWords(one.madeAt, today) },
    { key: 'why', title: '为什么备份', render: (_, one) => REASON_WORDS[one.why] },
    { key: 'entries', title: '记录', align: 'right', render: (_, one) => <Numeric>{one.entries}</Numeric> },
    { key: 'attachments', title: '附件', align: 'right', render: (_, one) => <Numeric>{one.attachments}</Numeric> },
    { key: 'bytes', title: '大小', align: 'right', render: (_, one) => <Numeric>{sizeWords(one.bytes)}</Numeric> },
    { key: 'place', title: '在哪里', render: (_, one) => <Flex gap={6} align="center">{PLACE_WORDS[one.place]}{!one.own && <Tag>{one.device || '另一台电脑'}</Tag>}</Flex> },
    { key: 'checked', title: '读回核对', render: (_, one) => <Checked backup={one} today={today} /> },
    { key: 'restore', title: '', align: 'right', render: (_, one) => <Button size="small" onClick={() => { onRestore(one); }} aria-label={`恢复 ${momentWords(one.madeAt, today)} 的备份`}>恢复…</Button> },
  ];
  return (
    <Table<BackupInfo>
      size="small" rowKey={(one) => `${one.place} ${one.id}`} dataSource={[...list]} columns={columns} loading={loading} aria-label="备份"
      pagination={{ pageSize: PAGE, hideOnSinglePage: true, showSizeChanger: false }} locale={{ emptyText: '还没有备份。' }}
    />
  );
}

function Checked({ backup: { checked }, today }: { readonly backup: BackupInfo; readonly today: string }) {
  if (checked === null) return <Typography.Text type="secondary">恢复时核对</Typography.Text>;
  if (checked.fault !== null) return <Typography.Text type="danger">坏了：{FAULT_WORDS[checked.fault]}</Typography.Text>;
  return <Typography.Text type="success">完好（{momentWords(checked.at, today)}）</Typography.Text>;
}

function Numeric({ children }: { readonly children: string | number }) {
  return <span style={{ fontVariantNumeric: 'tabular-nums' }}>{children}</span>;
}
