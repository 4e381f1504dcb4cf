/** The head of an item: its name, its day and where that comes from, and the acts that are possible now, the primary one first. */
import { DownOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button, Dropdown, Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import { ItemNumber } from './ItemNumber.tsx';
import type { ItemRow } from './item-rows.ts';
import styles from './suggestions.module.css';

export interface ActChoice { readonly type: string; readonly name: string; readonly draft: boolean }

interface Props {
  readonly row: Pick<ItemRow, 'number' | 'official' | 'title' | 'status' | 'color'>;
  readonly meta: ReactNode;
  /** The first is the primary one when `hasPrimary`. */
  readonly choices: readonly ActChoice[];
  readonly hasPrimary: boolean;
  /** How many are buttons. */
  readonly shown: number;
  readonly open: string | null;
  readonly onOpen: (type: string) => void;
  readonly onUndo: (() => void) | null;
  /** What can be printed. */
  readonly papers?: readonly { readonly name: string; readonly print: () => void }[];
  readonly ended: string;
}

export function ItemHead({ row, meta, choices, hasPrimary, shown: count, open, onOpen, onUndo, papers = [], ended }: Props) {
  const shown = choices.slice(0, count);
  const more = choices.slice(shown.length);
  const items = [...more.map(({ type, name }) => ({ key: type, label: name })), ...papers.map(({ name }) => ({ key: name, label: name, icon: <PrinterOutlined /> })), ...(onUndo === null ? [] : [{ key: UNDO, label: '撤销上一步', danger: true }])];
  return (
    <header className={styles['head']}>
      <div className={styles['titleLine']}>
        <Typography.Title level={4} className={styles['title'] ?? ''}>{row.title}</Typography.Title>
        <Tag color={row.color} style={{ marginInlineEnd: 0 }}>{row.status}</Tag>
      </div>
      <div className={styles['meta']}><ItemNumber number={row.number} official={row.official} />{meta}</div>
      <div className={styles['acts']} role="toolbar" aria-label="办理">
        {shown.map(({ type, name, draft }, index) => (
          <Button key={type} type={hasPrimary && index === 0 ? 'primary' : 'default'} aria-expanded={open === type} aria-label={draft ? `${name}（有没写完的）` : name} onClick={() => { onOpen(type); }}>
            {name}{draft && <span className={styles['draftDot']} aria-hidden="true" />}
          </Button>
        ))}
        {items.length > 0 && (
          <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => { if (key === UNDO) onUndo?.(); else (papers.find(({ name }) => name === key)?.print ?? (() => { onOpen(key); }))(); } }}>
            <Button type="text">更多<DownOutlined className={styles['caret']} /></Button>
          </Dropdown>
        )}
        {choices.length === 0 && <Typography.Text type="secondary">{ended}</Typography.Text>}
      </div>
    </header>
  );
}

const UNDO = 'undo';
