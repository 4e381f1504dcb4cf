/** The start cannot go on: what happened, what to do, and that nothing was thrown away. */
import { Button, Result } from 'antd';

export function StoppedNotice({ sentence }: { readonly sentence: string }) {
  return <Result status="warning" title="民情簿没有打开" subTitle={sentence} extra={<Button type="primary" onClick={() => { location.reload(); }}>再试一次</Button>} />;
}
