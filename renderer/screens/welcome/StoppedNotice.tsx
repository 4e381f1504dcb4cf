/** The start cannot go on: what happened, what to do, and that nothing was thrown away. */
import { Button, Flex, Result } from 'antd';

/** `onRestore` is null where a backup would not help, and in a browser, which has none. */
export function StoppedNotice({ sentence, onRestore }: { readonly sentence: string; readonly onRestore: (() => void) | null }) {
  return <Result status="warning" title="民情簿没有打开" subTitle={sentence} extra={(
    <Flex gap={10} justify="center">
      <Button type="primary" onClick={() => { location.reload(); }}>再试一次</Button>
      {onRestore && <Button onClick={onRestore}>从备份恢复</Button>}
    </Flex>
  )} />;
}
