/** F1: every key of the live night market on one card. */
import { Modal } from 'antd';
import { memo } from 'react';
import { KeyCap } from './KeyCap.tsx';
import { COMMANDS, OTHER_KEYS, SHORTCUTS } from './shortcuts.ts';
import styles from './live.module.css';

const GROUPS = ['登记', '计数', '查看'] as const;

export const ShortcutsHelp = memo(function ShortcutsHelp({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const lines = [...COMMANDS.map((command) => SHORTCUTS[command]), ...OTHER_KEYS];
  return (
    <Modal title="快捷键" open={open} onCancel={onClose} footer={null} width={1160} centered>
      <div className={styles['keys']} tabIndex={0}>
        {GROUPS.map((group) => (
          <section key={group} aria-label={group}>
            <h3 className={styles['keysHead']}>{group}</h3>
            <dl className={styles['keysLines']}>
              {lines.filter((line) => line.group === group).map(({ keys, words }) => <div key={keys}><dt><KeyCap keys={keys} /><span className={styles['spoken']}>{keys}</span></dt><dd>{words}</dd></div>)}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
});
