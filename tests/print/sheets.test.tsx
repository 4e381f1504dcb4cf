import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser } from 'playwright';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AssignmentOrder } from '../../shared/documents/assignment-order.ts';
import { receiptSlip } from '../../shared/documents/receipt-slip.ts';
import { AssignmentOrderSheet } from '../../renderer/print/AssignmentOrderSheet.tsx';
import type { PlainSheet } from '../../shared/documents/plain-sheet.ts';
import { PlainSheetPaper } from '../../renderer/print/PlainSheetPaper.tsx';
import { ReceiptSheet } from '../../renderer/print/ReceiptSheet.tsx';

const run = promisify(execFile);
const CHROMIUM = { executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'] };

const anOrder = (words: string, patch: Partial<AssignmentOrder> = {}): AssignmentOrder => ({
  issuer: '皇帝庙乡人民代表大会主席团', title: '民情交办单', orderNo: '皇帝庙人大交〔2026〕3号', to: '县交通运输局', opening: '现将下列群众反映的事项交给你单位办理。', code: '皇帝庙民〔2026〕17号', check: 'K7Q2', copyTo: '县城市管理局、皇帝庙村村民委员会', issuedOn: '2026-05-18',
  fields: [
    { label: '件　　号', value: '皇帝庙民〔2026〕17号', long: false }, { label: '事项标题', value: '村东头路灯不亮', long: false }, { label: '反 映 人', value: '王**', long: false }, { label: '办结时限', value: '2026年5月27日', long: false },
    { label: '反映内容', value: words, long: true }, { label: '办理要求', value: '请在办结时限前办理完毕。', long: true },
  ],
  signOff: { title: '签 收 回 执', lines: ['交办单号：皇帝庙人大交〔2026〕3号', '签 收 人：＿＿＿＿＿＿＿＿　签收时间：＿＿＿＿年＿＿月＿＿日'] },
  ...patch,
});

let folder = '';
let browser: Browser;
let css = '';
beforeAll(async () => {
  [folder, browser, css] = await Promise.all([mkdtemp(path.join(tmpdir(), 'paper-')), chromium.launch(CHROMIUM), readFile(path.join(import.meta.dirname, '../../renderer/print/print.css'), 'utf8')]);
});
afterAll(async () => { await browser.close(); await rm(folder, { recursive: true, force: true }); });

describe('交办单 on paper', () => {
  it('is one A4 page for a usual case, and says everything that the model says', async () => {
    const order = anOrder('村东头路灯不亮好几个月了，晚上接孩子看不见路。');
    const { text, pages } = await printed(<AssignmentOrderSheet order={order} />);
    expect(pages).toEqual([A4]);
    for (const part of [order.issuer, order.title, order.orderNo, `${order.to}：`, `抄送：${order.copyTo}`, '2026年5月18日', order.signOff.title, ...order.signOff.lines, ...order.fields.flatMap(({ label, value }) => [label, value])]) expect(text).toContain(squeezed(part));
  });

  it('prints several orders each on a sheet of its own', async () => {
    const { text, pages } = await printed(<div className="orders"><AssignmentOrderSheet order={anOrder('路灯不亮')} /><AssignmentOrderSheet order={anOrder('水管漏水', { orderNo: '皇帝庙人大交〔2026〕4号' })} /></div>);
    expect(pages).toEqual([A4, A4]);
    expect(text).toContain('〔2026〕4号');
    // No number rather than one that counts through: these are two papers.
    expect(text).not.toContain('—2—');
  });

  it('carries the case\'s number as a code, with the check beside it', async () => {
    const order = anOrder('路灯');
    const { text } = await printed(<AssignmentOrderSheet order={order} />);
    expect(text).toContain(`校验码${order.check}`);
    const page = await browser.newPage();
    await page.setContent(document_(<AssignmentOrderSheet order={order} />));
    await page.emulateMedia({ media: 'print' });
    const box = await page.locator('.order-code svg').boundingBox();
    await page.close();
    // 19 mm: what a telephone reads from arm's length.
    expect(Math.round(((box?.width ?? 0) / 96) * 25.4)).toBe(19);
  });

  it('of a supervision is laid out the same, under its own title and opening', async () => {
    const order = anOrder('逾期未答复', { title: '民情督办单', orderNo: '皇帝庙督〔2026〕17-1号', opening: '下列事项由本主席团督办，请限期落实。', copyTo: '' });
    const { text, pages } = await printed(<AssignmentOrderSheet order={order} />);
    expect(pages).toEqual([A4]);
    for (const part of [order.title, order.orderNo, order.opening]) expect(text).toContain(squeezed(part));
    expect(text).not.toContain('抄送');
  });

  it('runs 10,000 characters over as many pages as they need and loses none', async () => {
    const words = Array.from({ length: 10_000 }, (_, index) => String.fromCodePoint(0x4e00 + (index * 7) % 20_000)).join('');
    const { text, pages } = await printed(<AssignmentOrderSheet order={anOrder(words)} />);
    expect(pages.length).toBeGreaterThan(8);
    expect(new Set(pages)).toEqual(new Set([A4]));
    expect(withoutPageNumbers(text)).toContain(words);
    expect(text).toContain('签收回执');
  });

  it.each([
    ['markup', '<script>alert(1)</script><img src=x onerror=alert(2)><b>粗</b> &amp; </table>'],
    ['formulas', '=1+1 @SUM(A1) +86 -5'],
    ['rare characters', '㐂𠮷野家 龘靐齉'],
    ['a word that never ends', 'a'.repeat(3000)],
    ['lines of its own', '第一行\n第二行\n\n第四行'],
  ])('prints %s as the plain text that it is', async (_, words) => {
    const { text, pages } = await printed(<AssignmentOrderSheet order={anOrder(words)} />);
    expect(withoutPageNumbers(text)).toContain(squeezed(words));
    expect(new Set(pages)).toEqual(new Set([A4]));
  });

  it.each(['某镇人民代表大会主席团', '皇帝庙乡人民代表大会主席团', '临颍县繁城回族镇人民代表大会主席团代表联络工作办公室及代表活动中心'])('keeps the red head %s on one line within the type area', async (issuer) => {
    const page = await browser.newPage();
    await page.emulateMedia({ media: 'print' });
    await page.setContent(document_(<AssignmentOrderSheet order={anOrder('路灯', { issuer })} />));
    const width = await page.locator('.order-issuer').evaluate((element) => { const range = document.createRange(); range.selectNodeContents(element); return range.getBoundingClientRect().width; });
    await page.close();
    expect(width).toBeLessThanOrEqual((156 / 25.4) * 96);
  });
});

describe('登记回执 on paper', () => {
  const slip = (n: number) => receiptSlip({ number: `皇帝庙民〔2026〕${n}号`, organ: '皇帝庙乡人大主席团', on: '2026-05-18', place: '皇帝庙村文化广场', summary: `<b>路灯</b>不亮 ${n}`, note: '件件有回音：办理情况会告知您。' });

  it('puts four on a page, each whole', async () => {
    const slips = [1, 2, 3, 4, 5].map(slip);
    const { text, pages } = await printed(<ReceiptSheet slips={slips} />);
    expect(pages).toEqual([A4, A4]);
    for (const { lines, note } of slips) for (const part of [...lines.map(({ value }) => value), note]) expect(text).toContain(squeezed(part));
    const { stdout } = await run('pdftotext', ['-f', '2', '-l', '2', path.join(folder, 'paper.pdf'), '-']);
    expect(squeezed(stdout)).toContain('〔2026〕5号');
    expect(squeezed(stdout)).not.toContain('〔2026〕4号');
  });
});

/** The size of a page as pdfinfo says it, in points: A4 upright. */
describe('a list of the office on paper', () => {
  const rows = (n: number) => Array.from({ length: n }, (_, index) => [String(index + 1), `县第${String(index + 1)}局`, '一周之内把水管换好，一月之内全村通水，村民随时可以来看']);
  const aSheet = (patch: Partial<PlainSheet> = {}): PlainSheet => ({
    title: '承诺清单', subtitle: '截至2026年5月18日', to: '', paragraphs: [], columns: [{ heading: '序号', share: 1 }, { heading: '单位', share: 3 }, { heading: '承诺事项', share: 8 }], rows: rows(3), closing: ['共承诺 3 件。'], issuer: '皇帝庙乡人民代表大会主席团', issuedOn: '2026-05-18', landscape: true, ...patch,
  });

  it('lies across where its table is wide, repeats its heading on every page and leaves no row out', async () => {
    const { text, pages } = await printed(<PlainSheetPaper sheet={aSheet({ rows: rows(80) })} />);
    expect(pages.length).toBeGreaterThan(2);
    expect(new Set(pages)).toEqual(new Set(['842 x 595']));
    expect(text.split('承诺事项').length - 1).toBe(pages.length);
    for (let n = 1; n <= 80; n += 1) expect(text).toContain(`县第${String(n)}局`);
    expect(text).toContain('2026年5月18日');
  });

  it('stands upright as a notice, on one page, with what it says', async () => {
    const { text, pages } = await printed(<PlainSheetPaper sheet={aSheet({ title: '接待选民日公告', landscape: false, columns: [], rows: [], paragraphs: ['时间：2026年5月27日（星期三）09:00—11:30', '<img src=x onerror=alert(1)>'], closing: [] })} />);
    expect(pages).toEqual([A4]);
    expect(text).toContain('接待选民日公告');
    expect(text).toContain('时间：2026年5月27日（星期三）09:00—11:30');
  });
});

const A4 = '595 x 842';

interface Printed { /** All text without blanks. */ readonly text: string; /** Sizes of the pages. */ readonly pages: readonly string[] }

/** Prints the sheet as the product does, in real Chromium, and reads the PDF back. */
async function printed(sheet: ReactElement): Promise<Printed> {
  const page = await browser.newPage();
  const alerts: string[] = [];
  page.on('dialog', (dialog) => { alerts.push(dialog.message()); void dialog.dismiss(); });
  await page.setContent(document_(sheet));
  const file = path.join(folder, 'paper.pdf');
  await page.pdf({ path: file, preferCSSPageSize: true, printBackground: true });
  await page.close();
  expect(alerts).toEqual([]);
  const [{ stdout: text }, { stdout: info }] = await Promise.all([run('pdftotext', ['-raw', file, '-'], { maxBuffer: 1 << 24 }), run('pdfinfo', ['-f', '1', '-l', '999', file])]);
  const pages = [...info.matchAll(/Page\s+\d+ size:\s+([\d.]+) x ([\d.]+)/g)].map(([, width, height]) => `${Math.round(Number(width))} x ${Math.round(Number(height))}`);
  return { text: squeezed(text), pages };
}

/** The print root beside a screen, as `PrintPreview` lays it: only the sheet may come out. */
function document_(sheet: ReactElement): string {
  return `<!doctype html><html><head><meta charset="utf-8"><style>html,body{height:100%;margin:0;overflow:hidden}${css}</style></head><body><div id="root">屏幕上的东西</div>${renderToStaticMarkup(<div className="print-root">{sheet}</div>)}</body></html>`;
}

function squeezed(text: string): string {
  return text.replace(/\s/gu, '');
}

function withoutPageNumbers(text: string): string {
  return text.replace(/—\d+—/g, '');
}
