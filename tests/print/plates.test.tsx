/** The plates of stations on paper, in real Chromium: two to a page, each whole, with a code that says where to come and whom to ring. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { stationCard, stationCode } from '../../shared/documents/station-card.ts';
import type { Station } from '../../shared/station/station.ts';
import { StationCardSheet } from '../../renderer/print/StationCardSheet.tsx';

const run = promisify(execFile);

const aStation = (patch: Partial<Station> = {}): Station => ({
  id: 'station:a', scope: '411122201', no: '3', name: '皇帝庙村文化广场夜市点', tier: 'market_point', village: 'village:hdmc', address: '皇帝庙村文化广场', head: '张建国', phone: '13800001101', deputies: [], villages: [], note: '', active: true, ...patch,
});
const FACTS = { organ: '皇帝庙乡人民代表大会主席团', place: '皇帝庙乡', village: '皇帝庙村', deputies: ['张建国', '宋军'] };

it('two on a page, each with what the register says', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'plates-'));
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const css = await readFile(path.join(import.meta.dirname, '../../renderer/print/print.css'), 'utf8');
    const cards = [1, 2, 3].map((n) => stationCard(aStation({ id: `station:${n}`, name: `第${n}夜市点`, ...(n === 2 ? { address: '很长的地址'.repeat(30) } : {}) }), FACTS));
    const page = await browser.newPage();
    await page.setContent(`<!doctype html><style>${css}</style><body><div class="print-root">${renderToStaticMarkup(<StationCardSheet cards={cards} />)}</div></body>`);
    const file = path.join(folder, 'plates.pdf');
    await page.pdf({ path: file, preferCSSPageSize: true, printBackground: true });
    const { stdout } = await run('pdftotext', ['-layout', file, '-']);
    const pages = stdout.split('\f').slice(0, -1).map((text) => text.replace(/\s/g, ''));
    expect(pages).toHaveLength(2);
    expect([pages[0]?.includes('第1夜市点'), pages[0]?.includes('第2夜市点'), pages[1]?.includes('第3夜市点')]).toEqual([true, true, true]);
    for (const part of ['皇帝庙乡人民代表大会主席团', '民情夜市点', '队长', '13800001101', '张建国、宋军']) expect(pages[1]).toContain(part);
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
});

it('leaves empty facts out, and the code has name, place, address and telephone, never more than telephones read', () => {
  const card = stationCard(aStation({ no: '', head: '', phone: '', address: '', tier: 'home' }), { ...FACTS, deputies: [] });
  expect(card.lines).toEqual([{ label: '地点', value: '皇帝庙村' }]);
  expect(stationCode(aStation(), '皇帝庙乡')).toBe('民情夜市点：皇帝庙村文化广场夜市点\n皇帝庙乡\n编号：3\n地址：皇帝庙村文化广场\n电话：13800001101');
  expect([...stationCode(aStation({ address: '𠮷'.repeat(400) }), '皇帝庙乡')].length).toBe(180);
});
