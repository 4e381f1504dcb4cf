/** 接入单 on the screen: the code is shown here once and is nowhere afterwards. */
import { PrinterOutlined } from '@ant-design/icons';
import { Alert, Button, Descriptions, Flex, Modal, Segmented, Typography } from 'antd';
import { useState } from 'react';
import { enrolmentSlip } from '../../../../shared/documents/enrolment-slip.ts';
import { enrolmentText } from '../../../../shared/identity/enrolment-text.ts';
import type { CodeAnswer } from '../../../../shared/sync/device-wire.ts';
import { ROLE_WORDS } from '../../../../shared/words.ts';
import { PrintPreview, type Paper } from '../../../print/open-print.tsx';
import { QrCode } from '../../../print/QrCode.tsx';
import { momentWords } from '../../../ui/format-date.ts';
import { organOf, useEnrolment } from '../../../ui/session-context.tsx';
import { useToday } from '../../../ui/use-today.ts';
import type { Person } from './device-rows.ts';
import styles from './devices.module.css';

type Size = Extract<Paper, { kind: 'slip' }>['size'];
const SIZES: readonly Size[] = ['A5', 'A4'];

export function SlipWindow({ person, answer, onClose }: { readonly person: Person; readonly answer: CodeAnswer; readonly onClose: () => void }) {
  const { server, enrolment } = useEnrolment();
  const today = useToday();
  const [size, setSize] = useState<Size>('A5');
  const [paper, setPaper] = useState<Paper | null>(null);
  const { code, expiresAt } = answer;
  const qr = enrolmentText({ server, code });
  const [role, organ] = [ROLE_WORDS[person.role], organOf(enrolment, person.home)];
  const print = () => {
    setPaper({ kind: 'slip', size, slip: enrolmentSlip({ name: person.name, role, organ, issuer: organOf(enrolment, enrolment.county.code), server, code, expiresAt, qr }) });
  };
  return (
    <Modal
      open title={`${person.name}的接入单`} width={640} centered onCancel={onClose} mask={{ closable: false }}
      footer={(
        <Flex gap={8} justify="flex-end" align="center">
          <Segmented<Size> aria-label="纸张" options={[...SIZES]} value={size} onChange={setSize} />
          <Button icon={<PrinterOutlined />} type="primary" autoFocus onClick={print}>打印</Button>
          <Button onClick={onClose}>办好了</Button>
        </Flex>
      )}
    >
      <div className={styles['slip']} data-testid="enrolment-slip">
        <div className={styles['code']}><QrCode text={qr} label="接入二维码" /></div>
        <div>
          <Descriptions column={1} size="small" items={[
            { key: 'organ', label: '单位', children: organ }, { key: 'role', label: '角色', children: role }, { key: 'server', label: '县服务器', children: server },
            { key: 'code', label: '接入码', children: <Typography.Text copyable={{ text: code, tooltips: ['复制接入码', '已复制'] }} className={styles['letters'] ?? ''} data-testid="enrolment-code">{code}</Typography.Text> },
            { key: 'until', label: '有效期', children: `${momentWords(expiresAt, today)} 前，只能用一次` },
          ]} />
          <Typography.Paragraph type="secondary" style={{ margin: '8px 0 0' }}>在新电脑上打开民情簿，点“扫二维码”，或者填地址和接入码。</Typography.Paragraph>
        </div>
      </div>
      <Alert type="warning" showIcon title="谁拿到接入码，谁就能以使用人的名义办理。请当面交给本人；关上这个窗口后，码不再显示。" style={{ marginTop: 12 }} />
      <PrintPreview paper={paper} onClose={() => { setPaper(null); }} />
    </Modal>
  );
}
