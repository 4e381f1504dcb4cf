/** A citizen's or unit's text as it was written: line breaks kept, cut after a few lines until it is asked for. */
import { Button } from 'antd';
import { useLayoutEffect, useRef, useState } from 'react';
import styles from './case-pane.module.css';

export function LongText({ text, lines, quote = false }: { readonly text: string; readonly lines: number; readonly quote?: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [cut, setCut] = useState(false);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = () => { if (!open) setCut(element.scrollHeight > element.clientHeight + 1); };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => { observer.disconnect(); };
  }, [text, open]);
  return (
    <div className={quote ? styles['quote'] : undefined}>
      <div ref={box} className={styles['text']} style={open ? {} : { WebkitLineClamp: lines, display: '-webkit-box', WebkitBoxOrient: 'vertical', overflow: 'hidden' }}>{text}</div>
      {(cut || open) && <Button type="link" size="small" className={styles['expand'] ?? ''} onClick={() => { setOpen(!open); }}>{open ? '收起' : `展开全文（${[...text].length} 字）`}</Button>}
    </div>
  );
}
