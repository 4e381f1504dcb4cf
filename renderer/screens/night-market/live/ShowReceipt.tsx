/** 给他看: the number of a registered case and its QR code, large, for the citizen on the other side of the table to photograph. Esc goes back. */
import { PrinterOutlined } from '@ant-design/icons';
import { Button, Modal, Spin } from 'antd';
import { memo } from 'react';
import { useAnswer } from '../../../ui/use-answer.ts';
import { QrCode } from '../../../print/QrCode.tsx';
import { KeyCap } from './KeyCap.tsx';
import styles from './live.module.css';

interface Props {
  /** The case, or null when nothing is shown. */
  readonly id: string | null;
  readonly onPrint: (id: string) => void;
  readonly onClose: () => void;
}

export const ShowReceipt = memo(function ShowReceipt({ id, onPrint, onClose }: Props) {
  return (
    <Modal title="登记回执" open={id !== null} width={1080} centered destroyOnHidden footer={null} onCancel={onClose}>
      {id !== null && <Receipt key={id} id={id} onPrint={onPrint} onClose={onClose} />}
    </Modal>
  );
});

function Receipt({ id, onPrint, onClose }: Props & { readonly id: string }) {
  const view = useAnswer((store) => store.case(id), ['cases'], [id]);
  if (view === undefined) return <Spin />;
  if (view === null) return <p>这一件还没有存下，请稍等一下再看。</p>;
  return (
    <div className={styles['receipt']} data-testid="shown-receipt">
      <div className={styles['receiptCode']}><QrCode text={view.row.number} /></div>
      <div className={styles['receiptText']}>
        <span className={styles['label']}>您的编号</span>
        <strong className={styles['receiptNumber']} data-testid="receipt-number">{view.row.number}</strong>
        <span className={styles['receiptTitle']}>{view.state.title}</span>
        <span>请拍照留存，凭这个编号查办理情况。{view.row.official ? '' : '县里给了正式编号后，这个编号也一直能查。'}</span>
        <span className={styles['receiptActs']}>
          <Button icon={<PrinterOutlined />} onClick={() => { onPrint(id); }}>打印回执</Button>
          <Button type="primary" autoFocus onClick={onClose}>好了，下一件<KeyCap keys="Esc" /></Button>
        </span>
      </div>
    </div>
  );
}
