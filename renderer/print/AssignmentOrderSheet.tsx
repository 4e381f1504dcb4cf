/** 交办单 (F06) and 督办单 (F08) on A4 after GB/T 9704: red head, number, the facts as a form, signature, a code to find the case by, and the slip that comes back signed. */
import { Fragment } from 'react';
import type { AssignmentOrder, OrderField } from '../../shared/documents/assignment-order.ts';
import { chineseDate } from '../../shared/documents/chinese-date.ts';
import { QrCode } from './QrCode.tsx';

/** Width of the type area (版心), and the largest type of a red head on it, both in millimetres. */
const TYPE_AREA_MM = 156;
const LARGEST_HEAD_MM = 11.5;

export function AssignmentOrderSheet({ order }: { readonly order: AssignmentOrder }) {
  const short = order.fields.filter((field) => !field.long);
  const long = order.fields.filter((field) => field.long);
  return (
    <article className="order" lang="zh-CN">
      <header className="order-head">
        <div className="order-issuer" style={{ fontSize: `${headSize(order.issuer)}mm` }}>{order.issuer}</div>
        <div className="order-no">{order.orderNo}</div>
        <div className="order-rule" />
      </header>
      <h1 className="order-title">{order.title}</h1>
      <p className="order-to">{order.to}：</p>
      <p className="order-opening">{order.opening}</p>
      <table className="order-form">
        <colgroup><col className="order-label" /><col /><col className="order-label" /><col /></colgroup>
        <tbody>
          {pairsOf(short).map((pair) => (
            <tr key={pair[0].label}>
              {pair.map(({ label, value }) => <Fragment key={label}><th scope="row">{label}</th><td colSpan={pair.length === 1 ? 3 : 1}>{value}</td></Fragment>)}
            </tr>
          ))}
          {long.map(({ label, value }) => <tr key={label} className="order-long"><th scope="row">{label}</th><td colSpan={3}>{value}</td></tr>)}
        </tbody>
      </table>
      <div className="order-end">
        <div className="order-code"><QrCode text={order.code} label="件号二维码" /><div>校验码 {order.check}</div></div>
        <div className="order-signature">
          <div>{order.issuer}</div>
          <div className="order-date">{chineseDate(order.issuedOn)}</div>
        </div>
      </div>
      {order.copyTo !== '' && <p className="order-copy">抄送：{order.copyTo}</p>}
      <section className="order-slip">
        {order.signOff.seal !== '' && <div className="cut-line">沿此线裁下</div>}
        <h2>{order.signOff.title}</h2>
        {order.signOff.lines.map((line) => <p key={line}>{line}</p>)}
        {order.signOff.seal !== '' && <p className="order-seal">{order.signOff.seal ?? '承办单位（盖章）'}</p>}
      </section>
    </article>
  );
}

/** The head on one line, however long the organ's name. */
function headSize(issuer: string): number {
  return Math.min(LARGEST_HEAD_MM, Math.floor((TYPE_AREA_MM / Math.max([...issuer].length, 1)) * 9.8) / 10);
}

/** Two fields to a row; a value that would not fit half a row gets a row of its own. */
function pairsOf(fields: readonly OrderField[]): readonly (readonly [OrderField, ...OrderField[]])[] {
  const rows: [OrderField, ...OrderField[]][] = [];
  for (const field of fields) {
    const last = rows.at(-1);
    if (last?.length === 1 && fitsHalf(last[0]) && fitsHalf(field)) last.push(field);
    else rows.push([field]);
  }
  return rows;
}

const fitsHalf = ({ value }: OrderField) => [...value].length <= 11;
