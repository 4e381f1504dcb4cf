/** A hostile, enormous text through the whole path, and IndexedDB lost in every way, in the real app: the journal gives all back. */
import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { County } from './county.ts';
import { act, choose, goTo, listedCases, openCase, openDevice, pillSays, registerCase, type Device } from './device.ts';
import { ledgerRows, savedFile } from './main-path.ts';
import { closeOffice, openOffice } from './office.ts';

/** HTML, a formula, an emoji, rare characters, and ten thousand characters of it. */
const HOSTILE = `=HYPERLINK("http://evil.example","点我")<script>alert(1)</script><img src=x onerror=alert(2)>&amp;'; DROP TABLE cases;-- 🏮👨‍👩‍👧 㐂𠮷𰻝 `;
const ENORMOUS = (HOSTILE + '井水发黄，孩子洗澡起红疹，问了几次都说在等。'.repeat(600)).slice(0, 10_000).trim();
const HOSTILE_TITLE = '=1+1 <b>井水</b> 𠮷🏮';

let folder = '', county: County, device: Device;
const profile = () => path.join(folder, 'device', 'profile');
beforeAll(async () => {
  ({ folder, county, device } = await openOffice('recovery'));
});
afterAll(() => closeOffice({ folder, county, device }));

const register = (words: string, village: string): Promise<void> => registerCase(device.page, { words, village, reporter: '王㐂安' });

/** Starts again after a SIGKILL and whatever was done to the profile in between. */
async function again(harm: () => void): Promise<void> {
  await device.running.kill();
  harm();
  device = await openDevice(path.join(folder, 'device'), county.origin);
  await goTo(device.page, '民情台账');
}

const databases = () => path.join(profile(), 'IndexedDB');

describe('a hostile, enormous text', () => {
  it('reaches screen, county, order and ledger unchanged, as text', async () => {
    const { page, saved } = device;
    await register(ENORMOUS, '皇帝庙村');
    const article = await openCase(page, { villageName: '皇帝庙村', words: ENORMOUS });
    await act(article, '梳理', async (form) => {
      await form.getByLabel('标题').fill(HOSTILE_TITLE);
      await choose(form, '类别', '供水供暖供电');
      await form.locator('.ant-segmented-item').filter({ hasText: '共性' }).click();
    });
    const sorted = await openCase(page, { villageName: '皇帝庙村', words: ENORMOUS });
    await act(sorted, '交办');
    expect(await page.locator('script:not([src])').count()).toBe(0);
    expect(await sorted.locator('img[src=x]').count()).toBe(0);
    const more = sorted.getByRole('button', { name: /展开|全文/ });
    if (await more.count() > 0) await more.first().click();
    expect((await sorted.getByRole('region', { name: '原话' }).innerText()).includes(ENORMOUS)).toBe(true);

    await sorted.getByRole('button', { name: '打印交办单' }).click();
    await page.getByTestId('save-pdf').click();
    const printed = squeezed(execFileSync('pdftotext', ['-raw', await savedFile(saved, '.pdf'), '-'], { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 }));
    expect(printed).toContain(squeezed(HOSTILE).slice(0, 60));
    expect(printed.split('孩子洗澡起红疹').length - 1).toBe(ENORMOUS.split('孩子洗澡起红疹').length - 1);
    await page.keyboard.press('Escape');

    // What the list shows, put into a table by a worker of its own.
    await page.getByRole('button', { name: '导出 Excel' }).click();
    const listed = await savedFile(saved, '.xlsx');
    expect((await ledgerRows(listed)).map((one) => one['原话记录'])).toEqual([ENORMOUS]);
    rmSync(listed);

    await goTo(page, '报表');
    await page.getByRole('button', { name: '导出 Excel' }).and(page.locator(':enabled')).click();
    const [row] = await ledgerRows(await savedFile(saved, '.xlsx'));
    expect(row?.['原话记录']).toBe(ENORMOUS);
    expect(row?.['问题摘要']).toBe(HOSTILE_TITLE);
    await pillSays(page, /已同步/);
    expect(await county.command('check')).toContain('核对无误');
  });
});

describe('without the county, IndexedDB', () => {
  it('[F24] deleted is rebuilt from the journal', async () => {
    await county.stop();
    await register('村口的路灯坏了半个月', '大赵村');
    await again(() => { rmSync(databases(), { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }); });
    await device.page.getByTestId('recovery-notice').waitFor();
    await expectCases(['皇帝庙村', '大赵村']);
  });

  it('[F24] emptied is filled from the journal', async () => {
    await device.page.evaluate(async () => {
      for (const { name } of await indexedDB.databases()) {
        if (name === undefined) continue;
        const database = await new Promise<IDBDatabase>((resolve, reject) => {
          const request = indexedDB.open(name);
          request.onsuccess = () => { resolve(request.result); };
          request.onerror = () => { reject(request.error ?? new Error(name)); };
        });
        const stores = [...database.objectStoreNames];
        if (stores.length > 0) {
          await new Promise<void>((resolve, reject) => {
            const transaction = database.transaction(stores, 'readwrite');
            for (const store of stores) transaction.objectStore(store).clear();
            transaction.oncomplete = () => { resolve(); };
            transaction.onerror = () => { reject(transaction.error ?? new Error(name)); };
          });
        }
        database.close();
      }
    });
    await again(() => undefined);
    await expectCases(['皇帝庙村', '大赵村']);
  });

  it('[F24] damaged beyond opening is made anew from the journal', async () => {
    await again(() => {
      for (const folderName of readdirSync(databases())) {
        for (const file of readdirSync(path.join(databases(), folderName))) {
          if (/^(MANIFEST|CURRENT|\d+\.(ldb|log))/.test(file)) writeFileSync(path.join(databases(), folderName, file), Buffer.alloc(512, 0x5a));
        }
      }
    });
    await expectCases(['皇帝庙村', '大赵村']);
  });

  it('and what was registered meanwhile reaches the county once it is back, once', async () => {
    await county.start();
    await pillSays(device.page, /已同步/, 90_000);
    const rows = await listedCases(device.page);
    expect(rows).toHaveLength(2);
    expect(await county.command('check')).toMatch(/核对无误.*2 件/);
  });
});

async function expectCases(villages: readonly string[]): Promise<void> {
  const list = device.page.getByRole('listbox', { name: '民情台账' });
  for (const village of villages) await list.getByRole('option').filter({ hasText: village }).waitFor();
  expect(await listedCases(device.page)).toHaveLength(villages.length);
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, '');
}
