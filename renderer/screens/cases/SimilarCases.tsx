/** Possible duplicates while a matter is typed, each with what may be done: merge into it, link to it, or say that it is another matter. */
import { Alert, Button, Radio, Typography } from 'antd';
import { STATUS_WORDS } from '../../../shared/case/words.ts';
import type { SimilarCase } from '../../store/api.ts';
import styles from './register-drawer.module.css';

/** What was chosen about one of them. */
export interface SameAs { readonly id: string; readonly how: 'merge' | 'link' }

interface Props {
  readonly rows: readonly SimilarCase[];
  readonly value?: SameAs | null;
  readonly onChange?: (value: SameAs | null) => void;
  /** 并入 is the secretary's, and needs a case that is not answered yet. */
  readonly mayMerge: boolean;
  /** 不是一回事: not offered again for this registration. */
  readonly onDismiss: (id: string) => void;
  readonly onOpen: (id: string) => void;
}

/** How many are shown. */
const MOST = 3;
/** Nothing can be merged into what has ended, or follows another case itself. */
const ENDED: readonly string[] = ['closed', 'declined', 'following'];

export function SimilarCases({ rows, value = null, onChange, mayMerge, onDismiss, onOpen }: Props) {
  return (
    <Alert
      type="info" className={styles['similarBox'] ?? ''}
      title={(
        <ul className={styles['similar']}>
          <li>有像的，看看是不是同一件。不管怎么选，这位群众都会单独答复。</li>
          {rows.slice(0, MOST).map((row) => (
            <li key={row.id}>
              <span className={styles['similarText']}>
                <Button type="link" size="small" onClick={() => { onOpen(row.id); }}>{row.number}</Button>{row.title}
                <Typography.Text type="secondary">（{STATUS_WORDS[row.status]}；{row.why}）</Typography.Text>
              </span>
              <Radio.Group
                size="small" optionType="button" className={styles['choices'] ?? ''} aria-label={`和${row.number}的关系`} value={value?.id === row.id ? value.how : null}
                onChange={(event) => { if (event.target.value === 'none') { onChange?.(null); onDismiss(row.id); } else onChange?.({ id: row.id, how: event.target.value === 'merge' ? 'merge' : 'link' }); }}
                options={[...(mayMerge && !ENDED.includes(row.status) ? [{ value: 'merge', label: '并入这件' }] : []), { value: 'link', label: '关联' }, { value: 'none', label: '不是一回事' }]}
              />
            </li>
          ))}
        </ul>
      )}
    />
  );
}
