/** While many rows are registered: how far it is, and a way to stop. What is registered by then stays, the rest stays on the sheet. */
import { Button, Modal, Progress } from 'antd';
import type { Registering } from './use-registering.ts';

export function RegisterProgress({ registering: { running, stop } }: { readonly registering: Registering }) {
  if (running === null) return null;
  const begun = running.total - running.left;
  return (
    <Modal open title="正在登记" closable={false} keyboard={false} mask={{ closable: false }} centered footer={<Button onClick={stop}>停下</Button>}>
      <Progress percent={Math.round((begun / running.total) * 100)} format={() => `${begun} / ${running.total}`} />
    </Modal>
  );
}
