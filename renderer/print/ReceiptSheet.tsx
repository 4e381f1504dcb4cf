/** 登记回执: what a citizen takes home. Four to an A4 page, to be cut; one alone fills a quarter. */
import type { ReceiptSlip } from '../../shared/documents/receipt-slip.ts';
import { QrCode } from './QrCode.tsx';

export function ReceiptSheet({ slips }: { readonly slips: readonly ReceiptSlip[] }) {
  return <div className="receipts" lang="zh-CN">{slips.map((slip, index) => <Slip key={`${index} ${slip.code}`} slip={slip} />)}</div>;
}

function Slip({ slip }: { readonly slip: ReceiptSlip }) {
  const [number, ...others] = slip.lines;
  return (
    <section className="receipt">
      <div className="receipt-organ">{slip.organ}</div>
      <h1>{slip.title}</h1>
      {number !== undefined && <div className="receipt-number">{number.value}</div>}
      <dl>{others.map(({ label, value }) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
      <div className="receipt-foot"><QrCode text={slip.code} /><p>{slip.note}</p></div>
    </section>
  );
}
