/** Photographs over a line that breaks every few seconds, from the real store to the real county: all of them arrive, none is sent twice, and the screen says how far they are. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Attachment } from '../../shared/attachment/attachment.ts';
import type { AttachmentTraffic } from '../../renderer/store/api.ts';
import { aCaseId, registering, TOWNSHIP } from './acts.ts';
import { county, line } from './county.ts';
import { anEnrolledDevice } from './enrolled.ts';
import { aNoisyPhotograph } from './photograph.ts';

beforeAll(() => county.start());
afterEach(() => line.close());
afterAll(() => county.stop());

describe('a line that breaks every two and a half seconds', () => {
  it('carries three photographs and a case, each byte once but for what a break spoiled', async () => {
    const { device, store } = await anEnrolledDevice('li');
    const files: Attachment[] = [];
    for (const seed of [1, 2, 3]) {
      const added = await store.addAttachment(await aNoisyPhotograph({ width: 3000, height: 2250, noise: 20, seed }), `现场${seed}.jpg`);
      if (!added.ok) throw new Error(added.error);
      files.push(added.value);
    }
    const bytes = files.reduce((sum, { size }) => sum + size, 0);
    expect(bytes).toBeGreaterThan(900_000);

    await line.open(160_000, 2_500);
    const id = aCaseId();
    await store.perform([registering(id, { attachments: files })]);
    // The same photographs are named once more: they are there, or on their way, already.
    await store.perform([registering(aCaseId(), { attachments: files.slice(0, 1) })]);
    expect(await store.attachmentTraffic()).toMatchObject({ waiting: 3, bytes });

    const heard: AttachmentTraffic[] = [];
    await expect.poll(async () => {
      heard.push(await store.attachmentTraffic());
      return Object.values(await store.attachmentStandings(TOWNSHIP, files.map(({ hash }) => hash))).map(({ place }) => place);
    }, { timeout: 140_000, interval: 100 }).toEqual(['county', 'county', 'county']);
    expect((await store.syncStatus()).waiting).toBe(0);

    const figures = await line.figures();
    expect(figures?.breaks).toBeGreaterThanOrEqual(3);
    expect(figures?.begun).toBe(3);
    expect(figures?.uploaded).toBeGreaterThanOrEqual(bytes);
    // A break spoils what was under way between the two ends, and never a whole file.
    expect(figures?.uploaded).toBeLessThan(bytes * 1.25);

    // What the screen said went forward: fewer and fewer wait, and the part that is there grew.
    const waiting = heard.map((one) => one.waiting);
    expect(waiting).toEqual([...waiting].sort((a, b) => b - a));
    expect(new Set(waiting).size).toBeGreaterThanOrEqual(3);
    expect(heard.filter(({ part }) => part > 0 && part < 1).length).toBeGreaterThan(3);
    expect(await store.attachmentTraffic()).toEqual({ waiting: 0, bytes: 0, part: 0 });
    await device.close();
  });
});
