/** `?`: what the keyboard can do in the list. */
import { Modal, Typography } from 'antd';
import styles from './cases-screen.module.css';
import { KEY_HELP } from './list-keys.ts';

export function KeyHelp({ onClose }: { readonly onClose: () => void }) {
  return (
    <Modal open title="民情台账的快捷键" width={760} footer={null} onCancel={onClose}>
      <div className={styles['keys']}>
        {KEY_HELP.map(({ title, keys }) => (
          <section key={title}>
            <Typography.Text strong>{title}</Typography.Text>
            <dl>{keys.map(([key, words]) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{words}</dd></div>)}</dl>
          </section>
        ))}
      </div>
      <Typography.Text type="secondary">先点一下左边的列表（或按 Esc 回到列表），字母键才管用；开着中文输入法也可以。</Typography.Text>
    </Modal>
  );
}
