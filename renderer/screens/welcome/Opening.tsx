/** While the store opens: a moment as a rule, longer after a new version or a lost disk; then it says what is done and how far it is. */
import { Flex, Progress, Spin, Typography } from 'antd';
import { useEffect, useState } from 'react';
import { desktopApi } from '../../desktop.ts';
import { longWorkWords, useLongWork } from '../../ui/use-long-work.ts';
import { WelcomeLayout } from './WelcomeLayout.tsx';

export function Opening() {
  const work = useLongWork(), upgrading = useBackupBeforeUpgrade();
  if (work === null) return <Spin fullscreen delay={300} description={upgrading ? '软件换了版本，先备份一份再打开，请稍候' : '正在打开本机的民情簿'} />;
  const { words, percent } = longWorkWords(work);
  return (
    <WelcomeLayout title="正在打开" lead="软件换了版本或磁盘出过问题时，要把本机的记录从头读一遍。记录都在，请不要关机；关了也不要紧，下次打开会接着做。">
      <Flex vertical gap={8} role="status">
        <Progress percent={percent} status="active" />
        <Typography.Text>{words}</Typography.Text>
      </Flex>
    </WelcomeLayout>
  );
}

const LOOK_MS = 500;

/** True while the data are backed up before this version of the app opens them. */
function useBackupBeforeUpgrade(): boolean {
  const [upgrading, setUpgrading] = useState(false);
  useEffect(() => {
    const timer = setInterval(() => { void desktopApi()?.backupStatus().then(({ running }) => { setUpgrading(running?.why === 'upgrade'); }); }, LOOK_MS);
    return () => { clearInterval(timer); };
  }, []);
  return upgrading;
}
