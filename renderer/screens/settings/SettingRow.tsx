/** One setting: its name, its control, whose word it is, and back to what is below it. */
import { Button, Input, Tag, Typography } from 'antd';
import { useRef, useState, type KeyboardEvent, type ReactNode, type SyntheticEvent } from 'react';
import { wellFormed } from '../../../shared/kernel/content-hash.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { GrowingText } from '../../ui/GrowingText.tsx';
import styles from './settings.module.css';

/** Whose word a value is. */
export type SettingSource = 'own' | 'county' | 'shipped';

const SOURCE_WORDS: Readonly<Record<SettingSource, string>> = { own: '自己定的', county: '县里定的', shipped: '默认' };

interface RowProps {
  readonly name: string;
  readonly hint?: ReactNode;
  readonly source: SettingSource;
  /** Sets it back to what is below it; null when there is nothing of one's own, or it may not be changed. */
  readonly onReset: (() => void) | null;
  readonly children: ReactNode;
  /** What stands under the control. */
  readonly below?: ReactNode;
}

export function SettingRow({ name, hint, source, onReset, children, below }: RowProps) {
  return (
    <div className={styles['row']} role="group" aria-label={name}>
      <div className={styles['rowName']}>{name}{hint !== undefined && <small>{hint}</small>}</div>
      <div>
        <div className={styles['rowLine']}>
          <div>{children}</div>
          {onReset !== null && <Button type="text" size="small" onClick={onReset}>用默认的</Button>}
          <Tag variant="filled" {...(source === 'own' ? { color: 'processing' } : {})}>{SOURCE_WORDS[source]}</Tag>
        </div>
        {below}
      </div>
    </div>
  );
}

interface TextProps {
  readonly value: string;
  readonly label: string;
  readonly disabled: boolean;
  readonly max: number;
  readonly lines?: number;
  readonly placeholder?: string;
  /** The value as it is kept, or the sentence that says what is wrong with it. */
  readonly parse: (typed: string) => Result<string, string>;
  readonly onSave: (value: string) => Promise<boolean>;
  /** What it will look like. */
  readonly preview?: (value: string) => ReactNode;
  /** Pieces that a click puts where the cursor is. */
  readonly pieces?: readonly string[];
}

/** A text that is saved when it is left (Enter, or Ctrl+Enter in several lines) and forgotten by Esc; what cannot be used stays until it is put right. */
export function SettingText({ value, label, disabled, max, lines = 1, placeholder, parse, onSave, preview, pieces }: TextProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  const area = useRef<HTMLDivElement>(null);
  const parsed = parse(typed ?? value);
  const commit = async () => {
    if (typed === null || !parsed.ok) return;
    if (parsed.value === value || (await onSave(wellFormed(parsed.value)))) setTyped(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (lines === 1 || event.ctrlKey || event.metaKey)) { event.preventDefault(); void commit(); }
    else if (event.key === 'Escape' && typed !== null) { event.stopPropagation(); setTyped(null); }
  };
  const common = {
    'aria-label': label, value: typed ?? value, disabled, maxLength: max, ...(placeholder === undefined ? {} : { placeholder }), ...(typed !== null && !parsed.ok ? { status: 'error' as const } : {}),
    onChange: (event: { target: { value: string } }) => { setTyped(event.target.value); }, onKeyDown,
    onSelect: (event: SyntheticEvent<HTMLInputElement | HTMLTextAreaElement>) => { setCursor(event.currentTarget.selectionStart); }, onBlur: () => { void commit(); },
  };
  const insert = (piece: string) => {
    const text = typed ?? value, at = cursor ?? text.length;
    setTyped(`${text.slice(0, at)}${piece}${text.slice(at)}`.slice(0, max));
    setCursor(at + piece.length);
    // Leaving the box is what saves it, so it takes the keyboard.
    area.current?.querySelector<HTMLElement>('textarea, input')?.focus();
  };
  return (
    <div ref={area}>
      {lines === 1 ? <Input {...common} /> : <GrowingText rows={lines} {...common} />}
      {pieces !== undefined && !disabled && (
        <div className={styles['preview']}>{pieces.map((piece) => <Button key={piece} type="text" size="small" onMouseDown={(event) => { event.preventDefault(); }} onClick={() => { insert(piece); }}>{piece}</Button>)}</div>
      )}
      {typed !== null && !parsed.ok && <Typography.Text type="danger" className={styles['fault'] ?? ''} role="alert">{parsed.error}（还没有保存，按 Esc 放弃）</Typography.Text>}
      {parsed.ok && preview !== undefined && <span className={styles['preview']}>{preview(parsed.value)}</span>}
    </div>
  );
}
