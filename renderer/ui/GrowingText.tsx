/**
 * A text box that grows with its text, by CSS (`field-sizing`): Ant Design's own way measures with an inline style that
 * the page's CSP refuses. Browsers that do not know the property show `rows` lines and scroll.
 */
import { Input } from 'antd';
import type { ComponentProps, CSSProperties } from 'react';
import styles from './growing-text.module.css';

export function GrowingText({ rows = 2, ...rest }: Omit<ComponentProps<typeof Input.TextArea>, 'autoSize' | 'className' | 'style'>) {
  return <Input.TextArea rows={rows} className={styles['text'] ?? ''} style={{ '--rows': rows } as CSSProperties} {...rest} />;
}
