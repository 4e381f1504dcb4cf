/** How far the work is, and the way out of it. */
import { Button, Flex, Progress, Typography } from 'antd';
import type { Running } from './use-run.ts';

export function RunningLine({ running, onGiveUp }: { readonly running: Running; readonly onGiveUp: () => void }) {
  return (
    <Flex align="center" gap={12} role="status" aria-label={running.what}>
      <Typography.Text style={{ whiteSpace: 'nowrap' }}>{running.what}…</Typography.Text>
      <Progress percent={running.percent} style={{ flex: 1 }} size="small" aria-label="进度" />
      <Button size="small" onClick={onGiveUp}>取消</Button>
    </Flex>
  );
}
