/**
 * Paper: what can be printed, the preview before it, and the printing itself. Screens use this file only. On the desktop a
 * sheet becomes a PDF or goes to a printer; in a browser it goes to the browser's own print window.
 */
import { PrinterOutlined } from '@ant-design/icons';
import { App, Button, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { createPortal, flushSync } from 'react-dom';
import type { AssignmentOrder } from '../../shared/documents/assignment-order.ts';
import type { EnrolmentSlip } from '../../shared/documents/enrolment-slip.ts';
import type { EveningPack } from '../../shared/documents/evening-pack.ts';
import type { PlainSheet } from '../../shared/documents/plain-sheet.ts';
import type { Poster, PosterSize } from '../../shared/documents/poster.ts';
import type { ReceiptSlip } from '../../shared/documents/receipt-slip.ts';
import type { StationCard } from '../../shared/documents/station-card.ts';
import { desktopApi } from '../desktop.ts';
import { AssignmentOrderSheet } from './AssignmentOrderSheet.tsx';
import { EnrolmentSlipSheet, type SlipSize } from './EnrolmentSlipSheet.tsx';
import { EveningPackSheets } from './EveningPackSheets.tsx';
import { PlainSheetPaper } from './PlainSheetPaper.tsx';
import { PosterSheet } from './PosterSheet.tsx';
import { ReceiptSheet } from './ReceiptSheet.tsx';
import { StationCardSheet } from './StationCardSheet.tsx';
import './print.css';
import './evening-papers.css';

/** Everything that has a paper form; a supervision order is laid out like an assignment order. */
export type Paper =
  | { readonly kind: 'assignment-order'; readonly order: AssignmentOrder }
  | { readonly kind: 'assignment-orders'; readonly orders: readonly AssignmentOrder[] }
  | { readonly kind: 'poster'; readonly poster: Poster; readonly size: PosterSize }
  | { readonly kind: 'evening-pack'; readonly pack: EveningPack }
  | { readonly kind: 'receipts'; readonly slips: readonly ReceiptSlip[] }
  | { readonly kind: 'slip'; readonly slip: EnrolmentSlip; readonly size: SlipSize }
  | { readonly kind: 'plates'; readonly cards: readonly StationCard[] }
  | { readonly kind: 'sheet'; readonly sheet: PlainSheet };

interface Props {
  /** What to preview; null closes. */
  readonly paper: Paper | null;
  readonly onClose: () => void;
}

/** The sheet as it will come out, with 打印 and, on the desktop, 存为 PDF. */
export function PrintPreview({ paper, onClose }: Props) {
  const { message } = App.useApp();
  const [printing, setPrinting] = useState(false);
  const desktop = desktopApi();
  if (paper === null) return null;

  const onPaper = async (print: () => Promise<void> | void) => {
    flushSync(() => { setPrinting(true); });
    try {
      await print();
    } catch {
      void message.error('没有打印成。请检查打印机或磁盘，再试一次；内容没有变。');
    }
    setPrinting(false);
  };
  const savePdf = () => onPaper(async () => {
    const { saved, name } = await (desktop?.savePdf(`${paperName(paper)}.pdf`, false) ?? Promise.resolve({ saved: false, name: null }));
    if (saved) void message.success(`已存为 ${name ?? 'PDF'}`);
  });
  const print = () => onPaper(() => { window.print(); });

  return (
    <Modal
      title={paperTitle(paper)} open width={920} centered onCancel={onClose} className="print-preview-window"
      footer={[
        <Button key="close" onClick={onClose}>关闭</Button>,
        desktop === null ? null : <Button key="pdf" onClick={() => { void savePdf(); }} disabled={printing} data-testid="save-pdf">存为 PDF</Button>,
        <Button key="print" type="primary" icon={<PrinterOutlined />} autoFocus disabled={printing} onClick={() => { void print(); }} data-testid="print">打印</Button>,
      ]}
    >
      <div className="print-preview" data-testid="print-preview" tabIndex={0} role="document" aria-label={`${paperTitle(paper)}预览`}><div className={`paper paper-${paper.kind}`}>{sheetOf(paper)}</div></div>
      {printing && createPortal(<div className="print-root">{sheetOf(paper)}</div>, document.body)}
    </Modal>
  );
}

function sheetOf(paper: Paper): ReactNode {
  switch (paper.kind) {
    case 'assignment-order': return <AssignmentOrderSheet order={paper.order} />;
    case 'assignment-orders': return <div className="orders">{paper.orders.map((order) => <AssignmentOrderSheet key={order.orderNo} order={order} />)}</div>;
    case 'plates': return <StationCardSheet cards={paper.cards} />;
    case 'poster': return <PosterSheet poster={paper.poster} size={paper.size} />;
    case 'evening-pack': return <EveningPackSheets pack={paper.pack} />;
    case 'receipts': return <ReceiptSheet slips={paper.slips} />;
    case 'slip': return <EnrolmentSlipSheet slip={paper.slip} size={paper.size} />;
    case 'sheet': return <PlainSheetPaper sheet={paper.sheet} />;
  }
}

function paperTitle(paper: Paper): string {
  switch (paper.kind) {
    case 'assignment-order': return paper.order.title;
    case 'assignment-orders': return `民情交办单 ${paper.orders.length} 份`;
    case 'slip': return `${paper.slip.title}（${paper.size}）`;
    case 'sheet': return paper.sheet.title;
    case 'plates': return paper.cards.length > 1 ? `站点牌 ${paper.cards.length} 张（一页两张）` : `站点牌 ${paper.cards[0]?.name ?? ''}`;
    case 'poster': return `${paper.poster.title}海报 ${paper.size}`;
    case 'evening-pack': return paper.pack.title;
    case 'receipts': return paper.slips.length > 1 ? `登记回执 ${paper.slips.length} 张（一页四张）` : '登记回执';
  }
}

/** The name proposed for the file; the desktop takes out what a file system refuses. */
function paperName(paper: Paper): string {
  if (paper.kind === 'assignment-order') return `${paper.order.title} ${paper.order.orderNo}`;
  if (paper.kind === 'poster') return `海报 ${paper.poster.day} ${paper.poster.place} ${paper.size}`;
  if (paper.kind === 'evening-pack') return `${paper.pack.title} ${paper.pack.on} ${paper.pack.place}`;
  if (paper.kind === 'slip') return `${paper.slip.title} ${paper.slip.lines[0]?.value ?? ''}`;
  if (paper.kind === 'sheet' || paper.kind === 'plates') return paperTitle(paper);
  if (paper.kind === 'assignment-orders') return `交办单 ${paper.orders.length} 份`;
  return paper.slips.length > 1 ? `登记回执 ${paper.slips.length} 张` : `登记回执 ${paper.slips[0]?.lines[0]?.value ?? ''}`;
}
