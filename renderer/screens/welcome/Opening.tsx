/** While the store opens: a moment as a rule, longer after a new version or a lost disk; then it says what is done and how far it is. */
import { Flex, Progress, Spin, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { desktopApi } from '../../desktop.ts';
import { longWorkWords, useLongWork } from '../../ui/use-long-work.ts';
import styles from './welcome.module.css';
import { WelcomeLayout } from './WelcomeLayout.tsx';

export function Opening() {
  const work = useLongWork(), upgrading = useBackupBeforeUpgrade();
  if (work !== null) {
    return <Long lead="软件换了版本或磁盘出过问题时，要把本机的记录从头读一遍。记录都在，请不要关机；关了也不要紧，下次打开会再做。" {...longWorkWords(work)} />;
  }
  if (upgrading !== null) return <Long lead="软件换了版本，先把本机的记录备份一份，再用新版本打开。" words="正在备份并读回核对" percent={Math.round(upgrading * 100)} />;
  return <div className={styles['page']}><Spin size="large" delay={300} description="正在打开本机的民情簿"><div className={styles['spinner']} /></Spin></div>;
}

function Long({ lead, words, percent }: { readonly lead: string; readonly words: string; readonly percent: number }) {
  return (
    <WelcomeLayout title="正在打开" lead={lead}>
      <Flex vertical gap={8} role="status">
        <Progress percent={percent} status="active" />
        <Typography.Text>{words}</Typography.Text>
      </Flex>
    </WelcomeLayout>
  );
}

const LOOK_MS = 500;

/** How much of the backup is done that is made before this version of the app opens the data (0 to 1); null when none is. */
function useBackupBeforeUpgrade(): number | null {
  const [part, setPart] = useState<number | null>(null);
  useEffect(() => {
    const timer = setInterval(() => { void desktopApi()?.backupStatus().then(({ running }) => { setPart(running?.why === 'upgrade' ? running.part : null); }); }, LOOK_MS);
    return () => { clearInterval(timer); };
  }, []);
  return part;
}
