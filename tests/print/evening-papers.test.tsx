import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser } from 'playwright';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemOf } from '../../shared/activity/season.ts';
import { eveningPack, USUAL_COUNTS, type EveningPack } from '../../shared/documents/evening-pack.ts';
import { posterOf, type Poster } from '../../shared/documents/poster.ts';
import type { Station } from '../../shared/station/station.ts';
import { EveningPackSheets } from '../../renderer/print/EveningPackSheets.tsx';
import { PosterSheet } from '../../renderer/print/PosterSheet.tsx';
import { anActivity } from '../shared/activity/an-activity.ts';

const run = promisify(execFile);
const CHROMIUM = { executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'] };
const A4 = '595 x 842', A3 = '842 x 1191';

const ITEM = itemOf(anActivity({
  status: 'planned', open: false, on: '2026-06-12', from: '19:00', until: '21:30', place: '皇帝庙村文化广场', theme: '机井电费和浇地', expected: { deputies: ['deputy:a', 'deputy:b'], units: ['unit:power'] }, note: '下雨改到村部',
  preparations: { team: { step: 'team', done: true, team: { captain: 'deputy:a', members: [{ name: '李乡贤', role: '乡贤' }] } }, materials: { step: 'materials', done: false, list: ['桌椅', '照明灯'], ready: ['桌椅'] } },
}));
const POINT: Station = { id: 'station:p1', scope: '411122201', no: '07', name: '皇帝庙夜市点', tier: 'market_point', village: null, address: '文化广场', head: '张建国', phone: '0395-8002007', deputies: [], villages: [], note: '', active: true };
const aPoster = (changes: { readonly place?: string; readonly theme?: string; readonly deputies?: readonly string[]; readonly station?: Station | null } = {}): Poster => posterOf({ ...ITEM, ...(changes.place === undefined ? {} : { place: changes.place }), ...(changes.theme === undefined ? {} : { theme: changes.theme }) }, {
  station: changes.station === undefined ? POINT : changes.station, township: '皇帝庙乡', issuer: '皇帝庙乡人民代表大会主席团', phone: '0395-8002000', deputies: changes.deputies ?? ['张建国', '刘秀兰', '王红伟'], units: ['临颍县农业农村局', '国网临颍县供电公司'],
});
const NAMES: Readonly<Record<string, { readonly name: string; readonly constituency: string }>> = { 'deputy:a': { name: '张建国', constituency: '皇帝庙村选区' }, 'deputy:b': { name: '刘秀兰', constituency: '大赵村选区' } };
const aPack = (report: number): EveningPack => eveningPack(ITEM, {
  issuer: '皇帝庙乡人民代表大会主席团', phone: '0395-8002000', deputyName: (id) => NAMES[id] ?? null, unitName: () => '国网临颍县供电公司', village: '皇帝庙村', missing: ['还没走访调研'], categories: ['道路交通', '农业农村', '供水供暖供电', '环境卫生', '矛盾纠纷', '其他'], counts: USUAL_COUNTS,
  report: Array.from({ length: report }, (_, n) => ({ number: `皇帝庙民〔2026〕${n + 1}号`, village: '皇帝庙村', title: `机井第 ${n + 1} 眼电费`, became: '国网临颍县供电公司正在办，6月20日前答复。' })),
});

let folder = '';
let browser: Browser;
let css = '';
beforeAll(async () => {
  const style = (name: string) => readFile(path.join(import.meta.dirname, '../../renderer/print', name), 'utf8');
  [folder, browser, css] = await Promise.all([mkdtemp(path.join(tmpdir(), 'evening-')), chromium.launch(CHROMIUM), Promise.all([style('print.css'), style('evening-papers.css')]).then((both) => both.join('\n'))]);
});
afterAll(async () => { await browser.close(); await rm(folder, { recursive: true, force: true }); });

describe('海报 on paper', () => {
  it.each([['A4', A4], ['A3', A3]] as const)('is one sheet of %s and says when, where, about what, who comes and whom to ring', async (size, sheet) => {
    const poster = aPoster();
    const { text, pages } = await printed(<PosterSheet poster={poster} size={size} />);
    expect(pages).toEqual([sheet]);
    for (const part of [poster.title, '6月12日', '星期五', '19:00', '至 21:30', '皇帝庙村文化广场', '机井电费和浇地', '张建国', '国网临颍县供电公司', '0395-8002007', poster.issuer]) expect(text).toContain(squeezed(part));
  });

  it('stays one sheet with the longest names, and with none', async () => {
    const long = aPoster({ place: '临颍县皇帝庙乡皇帝庙村老年活动中心门前的文化广场东侧空地（原供销社院内）', theme: '农村人居环境整治和户厕改造后续管护、垃圾清运、坑塘治理等大家关心的事', deputies: Array.from({ length: 40 }, (_, n) => `代表某某${n}`) });
    const bare = aPoster({ theme: '', deputies: [], station: null });
    const { text, pages } = await printed(<PosterSheet poster={long} size="A4" />);
    expect(pages).toEqual([A4]);
    expect(text).toContain('代表某某14等40名代表');
    expect(text).toContain(squeezed(long.issuer));
    expect((await printed(<PosterSheet poster={bare} size="A4" />)).pages).toEqual([A4]);
    expect(bare.code.split('\n')).toEqual(['民情夜市：皇帝庙村文化广场', '皇帝庙乡', '6月12日 19:00—21:30', '电话：0395-8002000']);
  });

  it('keeps the place on the sheet, however long it is', async () => {
    const page = await browser.newPage();
    await page.emulateMedia({ media: 'print' });
    for (const place of ['村部', '皇帝庙村文化广场', '老年活动中心门前文化广场东侧', '临颍县皇帝庙乡皇帝庙村老年活动中心门前的文化广场东侧空地']) {
      await page.setContent(document_(<PosterSheet poster={aPoster({ place })} size="A4" />));
      const { inner, outer, lines } = await page.locator('.poster-place').evaluate((box) => {
        const range = document.createRange();
        range.selectNodeContents(box);
        return { inner: range.getBoundingClientRect().width, outer: box.getBoundingClientRect().width, lines: Math.round(range.getBoundingClientRect().height / Number.parseFloat(getComputedStyle(box).lineHeight)) };
      });
      expect(inner).toBeLessThanOrEqual(outer);
      expect(lines).toBeLessThanOrEqual(2);
      const when = await page.locator('.poster-when').evaluate((box) => box.scrollWidth <= box.clientWidth);
      expect(when).toBe(true);
    }
    await page.close();
  });
});

describe('夜市资料包 on paper', () => {
  it('is the evening, the sign-in sheet, ten sheets of cards, two of questions, five of receipts', async () => {
    const { text, pages } = await printed(<EveningPackSheets pack={aPack(3)} />);
    expect(pages).toEqual(Array.from({ length: 1 + 1 + 10 + 2 + 5 }, () => A4));
    for (const part of ['队长', '张建国', '队长 人大代表 皇帝庙村选区', '国网临颍县供电公司', '李乡贤', '☑ 桌椅', '☐ 照明灯', '还没走访调研', '下雨改到村部', '机井第 3 眼电费', '6月20日前答复']) expect(text).toContain(squeezed(part));
    expect(text.split('群众反映事项登记卡')).toHaveLength(USUAL_COUNTS.cards + 1);
    expect(text.split('民情登记回执')).toHaveLength(USUAL_COUNTS.receipts + 1);
  });

  it('runs a long list of matters over as many sheets as it needs and loses none', async () => {
    const { text, pages } = await printed(<EveningPackSheets pack={{ ...aPack(120), counts: { cards: 0, questions: 0, receipts: 0 } }} />);
    expect(pages.length).toBeGreaterThan(4);
    for (let n = 1; n <= 120; n++) expect(text).toContain(`〔2026〕${n}号`);
  });
});

interface Printed { readonly text: string; readonly pages: readonly string[] }

/** Prints the sheet as the product does, in real Chromium, and reads the PDF back. */
async function printed(sheet: ReactElement): Promise<Printed> {
  const page = await browser.newPage();
  await page.setContent(document_(sheet));
  const file = path.join(folder, 'paper.pdf');
  await page.pdf({ path: file, preferCSSPageSize: true, printBackground: true });
  await page.close();
  const [{ stdout: text }, { stdout: info }] = await Promise.all([run('pdftotext', ['-raw', file, '-'], { maxBuffer: 1 << 24 }), run('pdfinfo', ['-f', '1', '-l', '999', file])]);
  const pages = [...info.matchAll(/Page\s+\d+ size:\s+([\d.]+) x ([\d.]+)/g)].map(([, width, height]) => `${Math.round(Number(width))} x ${Math.round(Number(height))}`);
  return { text: squeezed(text), pages };
}

function document_(sheet: ReactElement): string {
  return `<!doctype html><html><head><meta charset="utf-8"><style>html,body{height:100%;margin:0;overflow:hidden}${css}</style></head><body><div id="root">屏幕上的东西</div>${renderToStaticMarkup(<div className="print-root">{sheet}</div>)}</body></html>`;
}

function squeezed(text: string): string {
  return text.replaceAll(/\s+/g, '');
}
