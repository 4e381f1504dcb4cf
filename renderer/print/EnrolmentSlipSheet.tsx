/** 接入单 on A5 or A4. */
import type { EnrolmentSlip } from '../../shared/documents/enrolment-slip.ts';
import { QrCode } from './QrCode.tsx';

/** The paper that the office has in its printer. */
export type SlipSize = 'A5' | 'A4';

export function EnrolmentSlipSheet({ slip, size }: { readonly slip: EnrolmentSlip; readonly size: SlipSize }) {
  return (
    <article className={`slip slip-${size.toLowerCase()}`} lang="zh-CN">
      <div className="slip-issuer">{slip.issuer}</div>
      <h1>{slip.title}</h1>
      <div className="slip-body">
        <dl>{slip.lines.map(({ label, value }) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
        <QrCode text={slip.qr} label="接入二维码" />
      </div>
      <div className="slip-code"><span>接入码</span><strong>{slip.code}</strong></div>
      <p className="slip-until">{slip.until}</p>
      <ol>{slip.steps.map((step) => <li key={step}>{step}</li>)}</ol>
      <p className="slip-caution">{slip.caution}</p>
    </article>
  );
}
