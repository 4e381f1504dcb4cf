/** One device whose profile (IndexedDB, journal, all of it) lies on a small disk that fills while somebody types. Says as JSON what was seen. */
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { argv, stdout } from 'node:process';
import type { Locator } from 'playwright';
import { PROTOCOL_VERSION, type Enrolment } from '../../shared/sync/wire.ts';
import { Device as Colleague } from '../server/device.ts';
import { createCounty } from './county.ts';
import { choose, enrol, goTo, openDevice, pillSays, registerCase, type Device } from './device.ts';

const WORDS = '西头机井的电缆被偷了三天，浇不上地';
/** So many characters are typed before the disk is full. */
const BEFORE = 6;
const BROUGHT = 40;
const PATIENCE_MS = 60_000;

const folder = argv[2] ?? '', home = path.join(folder, 'device'), filler = path.join(home, 'profile', 'filler');
const county = await createCounty(path.join(folder, 'county'));
await county.start();
let device = await openDevice(home, county.origin);
const { page } = device;
try {
  await enrol(page, await county.code('li'), '人大办公室');
  await registerCase(page, { words: '村东头路灯坏了半个月没人修', village: '大赵村', reporter: '王大娘' });
  await pillSays(page, /已同步/);
  const colleague = new Colleague(await enrolled(), county.origin);

  const drawer = await openDrawer(device);
  await drawer.words.fill(WORDS.slice(0, BEFORE));
  // Kept as a draft a moment after the last keystroke.
  await page.waitForTimeout(3_000);
  fill();
  // The rest is typed on a full disk.
  await drawer.words.press('End');
  await drawer.words.pressSequentially(WORDS.slice(BEFORE));
  await choose(drawer.all, '村（社区）', '河里村');
  await drawer.save.click();
  const refused = await drawer.all.getByRole('alert').innerText({ timeout: PATIENCE_MS });
  const kept = await drawer.words.inputValue();
  await colleague.accepted(Array.from({ length: BROUGHT }, (_, i) => colleague.register(`full-${String(i)}`)));
  const whileFull = await casesAtCounty();

  rmSync(filler);
  // Where Chromium has closed the databases, the page says to open the program again; else pressing once more is enough.
  await drawer.save.click();
  const saved = await Promise.race([drawer.all.waitFor({ state: 'detached', timeout: PATIENCE_MS }).then(() => true), page.getByTestId('save-pill').filter({ hasText: '同步已停' }).waitFor({ timeout: PATIENCE_MS }).then(() => false)]);
  let draft = kept;
  if (!saved) {
    await device.running.close();
    device = await openDevice(home, county.origin);
    const again = await openDrawer(device);
    draft = await again.words.inputValue();
    await again.words.fill(WORDS);
    await choose(again.all, '村（社区）', '河里村');
    await again.save.click();
    await again.all.waitFor({ state: 'detached', timeout: PATIENCE_MS });
  }
  await pillSays(device.page, /已同步/, PATIENCE_MS);
  const rows = device.page.getByRole('listbox', { name: '民情台账' }).getByRole('option');
  await rows.filter({ hasText: '河里村' }).first().waitFor();
  stdout.write(JSON.stringify({ refused, kept, whileFull, draft, after: await casesAtCounty(), check: await county.command('check') }));
} finally {
  await device.running.kill();
  await county.kill();
}

/** Writes until the disk takes not one byte more. */
function fill(): void {
  const file = openSync(filler, 'w');
  for (let size = 1024 * 1024; size >= 1;) {
    try {
      writeSync(file, Buffer.alloc(size));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      size = Math.floor(size / 2);
    }
  }
  closeSync(file);
}

async function enrolled(): Promise<Enrolment> {
  const answer = await fetch(`${county.origin}/api/enrol`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ protocol: PROTOCOL_VERSION, code: await county.code('wang'), device: '另一台' }) });
  return await answer.json() as Enrolment;
}

async function openDrawer({ page: on }: Device): Promise<{ readonly all: Locator; readonly words: Locator; readonly save: Locator }> {
  await goTo(on, '民情台账');
  await on.getByRole('button', { name: /登记$/ }).first().click();
  const all = on.getByRole('dialog');
  return { all, words: all.getByLabel('群众说了什么'), save: all.getByRole('button', { name: '登记', exact: true }) };
}

/** How many cases the county has. */
async function casesAtCounty(): Promise<number> {
  return Number(/(\d+) 件/.exec(await county.command('check'))?.[1]);
}
