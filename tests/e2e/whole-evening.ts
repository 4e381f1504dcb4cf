/**
 * A whole evening, end to end in the real app: matters by keyboard with photographs and memos by voice, power cuts in the middle, no line while
 * it lasts, and afterwards a line of 64 kbit/s on which every fifth request fails. At the end nothing is lost and nothing is there twice.
 * `npm run evening` holds the evening whole; the end-to-end tests hold a short one.
 */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright';
import { contentIdOfBytes } from '../../shared/kernel/content-hash.ts';
import { createCounty, type County } from './county.ts';
import { goTo, openDevice, pillSays, typedAndKept, type Device } from './device.ts';
import { spokenThatEvening, type Spoken } from './evening.ts';
import { closeMarket, give, startMarket, typeMatter } from './live-market.ts';
import { openEnrolled, RECORDER, SECRETARY } from './office.ts';
import { openLine, type LineFigures, type SlowLine } from './slow-line.ts';

export interface EveningPlan {
  readonly matters: number;
  readonly photos: number;
  readonly memos: number;
  /** Width of a photograph in pixels; 4000 is one of 12 megapixels. */
  readonly photoWidth: number;
  /** How long there is no line at least, in milliseconds. */
  readonly offlineMs: number;
  readonly bytesPerSecond: number;
  readonly failing: number;
  /** How long the line may take for everything. */
  readonly patienceMs: number;
}

/** 40 matters, 12 photographs, 3 memos, two power cuts, an hour without a line, then 64 kbit/s with 20 % of the requests failing. */
export const WHOLE_EVENING: EveningPlan = { matters: 40, photos: 12, memos: 3, photoWidth: 4000, offlineMs: 3_600_000, bytesPerSecond: 8000, failing: 0.2, patienceMs: 60 * 60_000 };
/** The same in minutes. */
export const SHORT_EVENING: EveningPlan = { matters: 6, photos: 2, memos: 1, photoWidth: 640, offlineMs: 0, bytesPerSecond: 8000, failing: 0.2, patienceMs: 6 * 60_000 };

export interface EveningWorld {
  readonly plan: EveningPlan;
  readonly out: string;
  readonly county: County;
  readonly line: SlowLine;
  readonly say: (fact: string) => void;
  recorder: Device;
  offlineSince: number;
  /** Words of the matters that were registered, in their order. */
  readonly told: string[];
  photosLeft: number;
  memosLeft: number;
  /** Machine time and keystrokes of the matters without files. */
  readonly pace: { keys: number; ms: number; matters: number };
}

/** A county, the recorder's laptop behind the line, enrolled and in step. */
export async function prepareEvening(out: string, plan: EveningPlan, say: (fact: string) => void = () => undefined): Promise<EveningWorld> {
  mkdirSync(out, { recursive: true });
  const county = await createCounty(path.join(out, 'county'));
  await county.start();
  const line = await openLine({ county: county.origin, bytesPerSecond: plan.bytesPerSecond * 1000, failing: 0, seed: 1 });
  const recorder = await openEnrolled(path.join(out, 'recorder'), { origin: line.origin, code: county.code }, RECORDER);
  return { plan, out, county, line, say, recorder, offlineSince: 0, told: [], photosLeft: plan.photos, memosLeft: plan.memos, pace: { keys: 0, ms: 0, matters: 0 } };
}

export async function endEvening(world: EveningWorld): Promise<void> {
  await world.recorder.running.close().catch(() => undefined);
  await world.line.close();
  await world.county.stop();
}

/** The evening itself: without a line, with two power cuts; closed at its end. */
export async function holdEvening(world: EveningWorld): Promise<void> {
  const { plan, line, say } = world;
  line.cut();
  world.offlineSince = Date.now();
  await startMarket(world.recorder.page, ['张建国', '刘秀兰', '宋军']);
  const cuts = { draft: Math.floor(plan.matters / 3), memo: Math.floor((plan.matters * 2) / 3) };
  const pause = Math.max(0, (plan.offlineMs - plan.matters * 6000) / plan.matters);
  for (let told = 0; told < plan.matters; told += 1) {
    if (told === cuts.draft) await cutPowerWhileTyping(world);
    const withPhoto = world.photosLeft > 0 && told % Math.max(1, Math.floor(plan.matters / plan.photos)) === 0;
    // The memo that a power cut breaks off is one of them: it is offered again and kept.
    const withMemo = world.memosLeft > 0 && (told === cuts.memo || (world.memosLeft > 1 && told % Math.max(1, Math.floor(plan.matters / plan.memos)) === 1));
    await tell(world, told, { withPhoto, withMemo, cutWhileRecording: told === cuts.memo && withMemo });
    await world.recorder.page.waitForTimeout(pause);
  }
  const left = plan.offlineMs - (Date.now() - world.offlineSince);
  if (left > 0) await world.recorder.page.waitForTimeout(left);
  await shot(world, 'evening-full');
  await closeMarket(world.recorder.page);
  assert.equal(world.photosLeft, 0, 'all photographs were added');
  assert.equal(world.memosLeft, 0, 'all memos were recorded');
  say(`${plan.matters} matters, ${plan.photos} photographs, ${plan.memos} memos, two power cuts, ${Math.round((Date.now() - world.offlineSince) / 60_000)} min without a line; a matter by keyboard: ${Math.round(world.pace.keys / world.pace.matters)} keys, ${(world.pace.ms / world.pace.matters / 1000).toFixed(1)} s of machine time`);
}

/** The slow line comes back; everything goes over, and is compared. Returns what the line carried. */
export async function syncEvening(world: EveningWorld): Promise<LineFigures> {
  const { plan, county, say } = world;
  const started = Date.now();
  const { line } = world;
  line.worsen({ bytesPerSecond: plan.bytesPerSecond, failing: plan.failing });
  line.restore();
  await pillSays(world.recorder.page, /已同步/, plan.patienceMs);
  const texts = Date.now() - started;
  const files = await waitForFiles(county, plan.photos + plan.memos, plan.patienceMs);
  const all = Date.now() - started;
  const figures = line.figures();
  say(`the texts were at the county after ${Math.round(texts / 1000)} s, all ${files.length} files after ${Math.round(all / 1000)} s; ${figures.requests} requests, ${figures.failed} failed; ${Math.round(figures.uploaded / 1024)} kB of files sent for ${Math.round(files.reduce((sum, one) => sum + one.bytes, 0) / 1024)} kB`);
  for (const { name, id, bytes } of files) {
    assert.equal(id, name, `the file ${name} is whole`);
    assert.ok(bytes <= 500 * 1024 || plan.photoWidth < 4000, `${name} is not larger than 500 kB`);
  }
  await shot(world, 'evening-synced');
  return figures;
}

/** Another computer reads it all from the county: every matter once, every number once, and the county finds no fault. */
export async function checkEvening(world: EveningWorld): Promise<void> {
  const { county, plan, told, say } = world;
  const checked = await county.command('check');
  assert.doesNotMatch(checked, /问题 [1-9]/);
  const secretary = await openEnrolled(path.join(world.out, 'secretary'), county, SECRETARY);
  try {
    await goTo(secretary.page, '民情台账');
    await secretary.page.getByRole('listbox', { name: '民情台账' }).getByRole('option').first().waitFor({ timeout: 60_000 });
    await pillSays(secretary.page, /已同步/, 120_000);
    const seen = await everyWord(secretary.page);
    const who = told.map((words) => words.slice(0, words.indexOf('：')));
    assert.deepEqual(who.map((one) => seen.filter((text) => text.includes(one)).length), who.map(() => 1), 'every matter is there, and once');
    assert.equal(seen.length, plan.matters, 'nothing else is there');
    await secretary.page.screenshot({ path: path.join(world.out, 'evening-secretary.png') });
  } finally {
    await secretary.running.close();
  }
  say(`the secretary's computer shows ${plan.matters} matters, each once; the county's check: ${checked.trim().split('\n').at(-1) ?? ''}`);
}

const MATTERS = spokenThatEvening();

/** The words of the n-th matter: a real case of the documents, told by another person each time. */
function matterOf(n: number): Spoken & { readonly words: string } {
  const base = MATTERS[n % MATTERS.length];
  if (!base) throw new Error('no matters');
  return { ...base, words: `第${n + 1}位说：${base.words}` };
}

interface Telling { readonly withPhoto: boolean; readonly withMemo: boolean; readonly cutWhileRecording: boolean }

async function tell(world: EveningWorld, told: number, { withPhoto, withMemo, cutWhileRecording }: Telling): Promise<void> {
  const { recorder: { page } } = world;
  const one = matterOf(told);
  const started = Date.now();
  const keys = await typeMatter(page, one);
  if (withPhoto) await addPhoto(world, told);
  if (withMemo && !cutWhileRecording) await addMemo(world);
  if (cutWhileRecording) await cutPowerWhileRecording(world, one.words);
  await world.recorder.page.keyboard.press('Control+Enter');
  await world.recorder.page.getByTestId('tonight-total').filter({ hasText: new RegExp(`^${told + 1}$`) }).waitFor({ timeout: 20_000 });
  world.told.push(one.words);
  if (!withPhoto && !withMemo) {
    world.pace.keys += keys + 1;
    world.pace.ms += Date.now() - started;
    world.pace.matters += 1;
  }
}

async function addPhoto(world: EveningWorld, told: number): Promise<void> {
  const { page } = world.recorder;
  const picture = await aPhoto(page, { width: world.plan.photoWidth, seed: told + 1 });
  const market = page.getByTestId('live-market');
  await market.locator('input[type="file"]').first().setInputFiles({ name: `现场${told + 1}.jpg`, mimeType: 'image/jpeg', buffer: picture });
  await addedFiles(page).first().waitFor({ timeout: 60_000 });
  world.photosLeft -= 1;
}

/** Five seconds through the (fake) microphone, by the real recorder. */
async function addMemo(world: EveningWorld): Promise<void> {
  const { page } = world.recorder;
  const before = await addedFiles(page).count();
  const button = page.getByTestId('live-market').locator('[data-capture="voice"]');
  await button.click();
  await page.getByRole('timer').waitFor();
  await page.waitForTimeout(5000);
  await button.click();
  await addedFiles(page).nth(before).waitFor({ timeout: 30_000 });
  world.memosLeft -= 1;
}

function addedFiles(page: Page) {
  return page.getByTestId('live-market').getByRole('list', { name: '已添加的附件' }).locator('li:not([aria-busy])');
}

const HALF = '说到一半的这一件：机井电费一直没人说得清，浇一亩地要';

/** Half a matter with a photograph on the card, and the power goes: both are there again, and the words are taken away to go on. */
async function cutPowerWhileTyping(world: EveningWorld): Promise<void> {
  const { page } = world.recorder;
  await page.keyboard.press('Alt+KeyS');
  await typedAndKept(page, () => give(page, HALF));
  await restart(world);
  assert.equal(await world.recorder.page.locator('#market-words').inputValue(), HALF);
  assert.equal(await world.recorder.page.getByTestId('tonight-total').innerText(), String(world.told.length));
  await world.recorder.page.locator('#market-words').fill('');
  world.say(`power cut while typing: ${world.told.length} matters and the half one were there again`);
}

/** The power goes in the middle of a memo: what was recorded is offered again and kept. */
async function cutPowerWhileRecording(world: EveningWorld, words: string): Promise<void> {
  await world.recorder.page.getByTestId('live-market').locator('[data-capture="voice"]').click();
  await world.recorder.page.getByRole('timer').waitFor();
  await world.recorder.page.waitForTimeout(6000);
  await restart(world);
  const { page } = world.recorder;
  assert.equal(await page.locator('#market-words').inputValue(), words);
  const before = await addedFiles(page).count();
  await page.getByTestId('live-market').getByText(/没有录完/).first().waitFor();
  await page.getByTestId('live-market').getByRole('button', { name: /^(留下|保留|加入|添加)/ }).first().click();
  await addedFiles(page).nth(before).waitFor({ timeout: 30_000 });
  world.memosLeft -= 1;
  world.say('power cut while recording: the memo was offered again and kept');
}

async function restart(world: EveningWorld): Promise<void> {
  await world.recorder.running.kill();
  world.recorder = await openDevice(path.join(world.out, 'recorder'), world.line.origin);
  await world.recorder.page.getByTestId('live-market').waitFor();
  await world.recorder.page.getByTestId('tonight-total').filter({ hasText: new RegExp(`^${world.told.length}$`) }).waitFor();
}

interface StoredFile { readonly name: string; readonly id: string; readonly bytes: number }

/** The files in the county's folder, once there are so many. */
async function waitForFiles(county: County, count: number, patienceMs: number): Promise<readonly StoredFile[]> {
  const folder = path.join(county.dataDir, 'attachments');
  for (const until = Date.now() + patienceMs; ; await new Promise((resolve) => { setTimeout(resolve, 1000); })) {
    const files = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile() && /^[a-z2-7]{26}$/.test(one.name)) : [];
    if (files.length >= count) {
      assert.equal(files.length, count, 'no file is there twice');
      return files.map((one) => {
        const bytes = readFileSync(path.join(one.parentPath, one.name));
        return { name: one.name, id: contentIdOfBytes(bytes), bytes: bytes.length };
      });
    }
    if (Date.now() > until) throw new Error(`${files.length} of ${count} files came over in ${patienceMs / 1000} s`);
  }
}

/** The text of every row of the list, which draws only those in sight. */
async function everyWord(page: Page): Promise<readonly string[]> {
  const list = page.getByRole('listbox', { name: '民情台账' });
  const seen = new Map<string, string>();
  await list.click();
  await page.keyboard.press('Home');
  for (let still = 0; still < 4; ) {
    const before = seen.size;
    for (const option of await list.getByRole('option').all()) {
      const text = await option.innerText().catch(() => '');
      if (text !== '') seen.set(await option.getAttribute('id').catch(() => null) ?? text, text);
    }
    still = seen.size === before ? still + 1 : 0;
    await page.keyboard.press('PageDown');
    await page.waitForTimeout(150);
  }
  return [...seen.values()];
}

/** A photograph drawn in the page: coloured surfaces under noise, as a telephone at night. */
async function aPhoto(page: Page, { width, seed }: { readonly width: number; readonly seed: number }): Promise<Buffer> {
  const base64 = await page.evaluate(async (wish) => {
    const canvas = new OffscreenCanvas(wish.width, Math.round(wish.width * 0.75));
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('no canvas');
    let state = wish.seed * 7919;
    const random = () => { state = (state * 1_103_515_245 + 12_345) % 2_147_483_648; return state / 2_147_483_648; };
    for (let i = 0; i < 400; i += 1) {
      context.fillStyle = `hsl(${random() * 360} ${20 + random() * 60}% ${10 + random() * 60}%)`;
      context.fillRect(random() * canvas.width, random() * canvas.height, random() * canvas.width / 6, random() * canvas.height / 6);
    }
    const image = context.getImageData(0, 0, canvas.width, canvas.height);
    for (let i = 0; i < image.data.length; i += 1) if (i % 4 !== 3) image.data[i] = (image.data[i] ?? 0) + (random() - 0.5) * 24;
    context.putImageData(image, 0, 0);
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 })).arrayBuffer());
    let text = '';
    for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
    return btoa(text);
  }, { width, seed });
  return Buffer.from(base64, 'base64');
}

async function shot(world: EveningWorld, name: string): Promise<void> {
  await world.recorder.page.screenshot({ path: path.join(world.out, `${name}.png`) });
}
