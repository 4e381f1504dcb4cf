/** What technical support may ask for: the last events of sync, to be looked at and saved. */
import { Button, Flex, Skeleton, Typography } from 'antd';
import { desktopApi } from '../../../desktop.ts';
import { useStore } from '../../../store/store-context.tsx';
import { saveBlob } from '../../../ui/save-blob.ts';
import { useAnswer } from '../../../ui/use-answer.ts';
import { useToday } from '../../../ui/use-today.ts';
import { eventLine, supportText } from './support-file.ts';
import styles from './sync.module.css';

/** So many of the last events are shown. */
const SHOWN = 12;

export function SupportCard() {
  const store = useStore();
  const today = useToday();
  const report = useAnswer((from) => from.supportReport(), ['sync'], []);
  const save = async () => {
    const [now, info] = [await store.supportReport(), await desktopApi()?.appInfo()];
    if (now === null) return;
    await saveBlob(`民情簿同步记录_${today}.txt`, new Blob([supportText(now, info ?? { browser: navigator.userAgent }, Date.now())], { type: 'text/plain;charset=utf-8' }));
  };
  if (report === undefined) return <Skeleton active={false} />;
  if (report === null) return null;
  return (
    <Flex vertical gap={10}>
      <Flex gap={16} align="center" justify="space-between">
        <Typography.Text type="secondary">最近 {report.events.length} 次往来。里面只有编号、代码和数目，没有群众的姓名、电话和反映的内容，可以放心交给技术人员。</Typography.Text>
        <Button onClick={() => { void save(); }}>保存给技术支持…</Button>
      </Flex>
      <pre className={styles['log']} tabIndex={0} role="region" aria-label="最近的往来">{report.events.slice(-SHOWN).reverse().map(eventLine).join('\n')}</pre>
    </Flex>
  );
}
