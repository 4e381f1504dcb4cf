/** The 接入单 on paper, in real Chromium: one page of A5 or A4 with everything on it, and a code that a camera reads off the page. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser } from 'playwright';
import decodeQR from 'qr/decode.js';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { enrolmentSlip } from '../../shared/documents/enrolment-slip.ts';
import { enrolmentText, readEnrolmentText } from '../../shared/identity/enrolment-text.ts';
import { EnrolmentSlipSheet } from '../../renderer/print/EnrolmentSlipSheet.tsx';

const run = promisify(execFile);
const SERVER = 'https://minqing.renda.linying.gov.cn';
const CODE = 'NUFD-2FGC-NJEH-L8W4';
const slip = enrolmentSlip({
  name: '欧阳建国', role: '主席团主席', organ: '繁城回族镇人民代表大会主席团', issuer: '临颍县人大常委会代表工委', server: SERVER, code: CODE,
  expiresAt: Date.UTC(2026, 10, 22, 4), qr: enrolmentText({ server: SERVER, code: CODE }),
});

let folder: string;
let browser: Browser;
let css: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'slip-'));
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
  css = await readFile(path.join(import.meta.dirname, '../../renderer/print/print.css'), 'utf8');
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
});

it.each([['A5', '419.52 x 594.95'], ['A4', '594.95 x 841.91']] as const)('%s: one page, everything on it, and the code is read off the paper', async (size, points) => {
  const page = await browser.newPage();
  await page.setContent(`<!doctype html><style>${css}</style><body><div class="print-root">${renderToStaticMarkup(<EnrolmentSlipSheet slip={slip} size={size} />)}</div></body>`);
  const file = path.join(folder, `${size}.pdf`);
  await page.pdf({ path: file, preferCSSPageSize: true, printBackground: true });
  const { stdout: facts } = await run('pdfinfo', [file]);
  expect(facts).toMatch(/Pages: +1\n/);
  const [width, height] = (/Page size: +([\d.]+) x ([\d.]+)/.exec(facts) ?? []).slice(1).map(Number);
  const [wide, high] = points.split(' x ').map(Number);
  expect(Math.abs((width ?? 0) - (wide ?? 0)) + Math.abs((height ?? 0) - (high ?? 0))).toBeLessThan(2);
  const text = (await run('pdftotext', ['-layout', file, '-'])).stdout.replace(/\s/g, '');
  for (const part of ['临颍县人大常委会代表工委', '民情簿接入单', '欧阳建国', '主席团主席', '繁城回族镇人民代表大会主席团', SERVER, CODE, '2026年11月22日12:00前有效', '用后销毁']) expect(text).toContain(part);

  // A picture of the page, as a camera takes it: 100 dots an inch, binary PPM.
  await run('pdftoppm', ['-r', '100', '-singlefile', file, path.join(folder, size)]);
  const picture = await readFile(path.join(folder, `${size}.ppm`));
  const header = /^P6\s(\d+)\s(\d+)\s255\s/.exec(picture.subarray(0, 40).toString('latin1'));
  const pixels = new Uint8Array(picture.subarray(header?.[0].length ?? 0));
  const read = decodeQR({ width: Number(header?.[1]), height: Number(header?.[2]), data: pixels }, { timeLimit: 60_000 });
  expect(readEnrolmentText(read)).toEqual({ server: SERVER, code: CODE });
  await page.close();
});
