/** [F41] Every release that was kept, against this one, in the real app and the real server: its data opens, its program goes on working, in either direction. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createCounty, type County } from '../e2e/county.ts';
import { enrol, goTo, listedCases, openDevice, pillSays, registerCase, type Device } from '../e2e/device.ts';
import { FROZEN_PORT, keptReleases, SENT, UNSENT, unpack, WRITTEN_HALF } from './release.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'versions-'));
const running = { counties: [] as County[], devices: [] as Device[] };
afterAll(async () => {
  await endAll();
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

async function endAll(): Promise<void> {
  for (const device of running.devices.splice(0)) await device.running.kill().catch(() => undefined);
  for (const county of running.counties.splice(0)) await county.stop();
}

async function aCounty(dataDir: string, options: { readonly program?: string } = {}): Promise<County> {
  const county = await createCounty(dataDir, { port: FROZEN_PORT, ...options });
  running.counties.push(county);
  await county.start();
  return county;
}

async function aDevice(place: string, county: County, program?: string): Promise<Device> {
  const device = await openDevice(place, county.origin, program === undefined ? {} : { program });
  running.devices.push(device);
  return device;
}

const ALL = [...SENT, ...UNSENT];
const listed = async (device: Device): Promise<string> => {
  await goTo(device.page, '民情台账');
  return (await listedCases(device.page)).join('\n');
};
const expectAll = (device: Device) => expect.poll(() => listed(device), { timeout: 30_000 }).toSatisfy((text: string) => ALL.every(({ words }) => text.includes(words.slice(0, 5))));
const countOfCases = async (county: County) => Number(/(\d+) 件/.exec(await county.command('check'))?.[1] ?? 'NaN');

describe.each(keptReleases())('release %s', (version) => {
  const part = (name: 'program' | 'county' | 'profile', into: string) => unpack(version, name, into);

  it('[F41] left data that this app opens: everything is there, the half-typed case too, and what waited reaches the county of that release after it was upgraded', async () => {
    const here = mkdtempSync(`${folder}/upgrade-`);
    const data = part('county', here);
    part('profile', here);
    const county = await aCounty(data);
    const device = await aDevice(here, county);
    await expectAll(device);
    await pillSays(device.page, /已同步/);
    expect(await countOfCases(county)).toBe(ALL.length);
    await device.page.getByRole('button', { name: /登记$/ }).first().click();
    await expect.poll(() => device.page.getByRole('dialog').getByLabel('群众说了什么').inputValue()).toBe(WRITTEN_HALF);
    await device.page.keyboard.press('Escape');
    await device.running.close();

    // Back to the old program, on data that the new one wrote: what it does not know of is left alone.
    const old = await aDevice(here, county, part('program', here));
    await expectAll(old);
    await pillSays(old.page, /已同步/);
    await endAll();
  });

  it('[F41] its app works with this server, and this app with its server', async () => {
    const [ours, theirs] = [mkdtempSync(`${folder}/new-server-`), mkdtempSync(`${folder}/old-server-`)];
    const program = part('program', theirs);
    for (const { at, server, app } of [{ at: ours, server: undefined, app: program }, { at: theirs, server: program, app: undefined }]) {
      const county = await aCounty(path.join(at, 'data'), server === undefined ? {} : { program: server });
      const [old, young] = await Promise.all([aDevice(path.join(at, 'one'), county, app), aDevice(path.join(at, 'two'), county)]);
      await enrol(old.page, await county.code('wang'), '一号');
      await enrol(young.page, await county.code('li'), '二号');
      await registerCase(old.page, SENT[0]);
      await registerCase(young.page, UNSENT[1]);
      for (const device of [old, young]) {
        await expect.poll(() => listed(device), { timeout: 60_000 }).toSatisfy((text: string) => [SENT[0], UNSENT[1]].every(({ words }) => text.includes(words.slice(0, 5))));
        await pillSays(device.page, /已同步/);
      }
      expect(await countOfCases(county)).toBe(2);
      await endAll();
    }
  });
});
