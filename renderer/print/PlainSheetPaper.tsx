/** Lists, registers, notices and bulletins on A4: title, sentences, a table whose heading is repeated on every page, signature and day. */
import { chineseDate } from '../../shared/documents/chinese-date.ts';
import type { PlainSheet } from '../../shared/documents/plain-sheet.ts';

export function PlainSheetPaper({ sheet }: { readonly sheet: PlainSheet }) {
  const total = sheet.columns.reduce((sum, { share }) => sum + share, 0);
  return (
    <article className={`sheet ${sheet.landscape ? 'sheet-wide' : 'sheet-tall'}`} lang="zh-CN">
      <h1>{sheet.title}</h1>
      {sheet.subtitle !== '' && <p className="sheet-subtitle">{sheet.subtitle}</p>}
      {sheet.to !== '' && <p className="sheet-to">{sheet.to}：</p>}
      {sheet.paragraphs.map((paragraph, index) => <p key={index} className="sheet-text">{paragraph}</p>)}
      {sheet.columns.length > 0 && (
        <table>
          <colgroup>{sheet.columns.map(({ heading, share }) => <col key={heading} style={{ width: `${String((share * 100) / total)}%` }} />)}</colgroup>
          <thead><tr>{sheet.columns.map(({ heading }) => <th key={heading} scope="col">{heading}</th>)}</tr></thead>
          <tbody>{sheet.rows.map((row, index) => <tr key={index}>{row.map((cell, column) => <td key={sheet.columns[column]?.heading}>{cell}</td>)}</tr>)}</tbody>
        </table>
      )}
      {sheet.closing.map((line) => <p key={line} className="sheet-closing">{line}</p>)}
      <div className="sheet-signature"><div>{sheet.issuer}</div><div>{chineseDate(sheet.issuedOn)}</div></div>
    </article>
  );
}
