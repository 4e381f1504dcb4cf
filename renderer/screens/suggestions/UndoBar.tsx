/** What was just done, and the way back as long as nothing stands on it. */
import { Button } from 'antd';
import styles from './suggestions.module.css';

export function UndoBar({ done, onUndo }: { readonly done: string; readonly onUndo: () => void }) {
  return <div className={styles['done']} role="status"><span>办好了：{done}。</span><Button type="link" size="small" onClick={onUndo}>撤销</Button></div>;
}
