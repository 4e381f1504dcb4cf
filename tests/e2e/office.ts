/** A county and one enrolled computer beside it: what most end-to-end tests begin with, and end. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createCounty, type County } from './county.ts';
import { enrol, openDevice, pillSays, type Device } from './device.ts';

/** Everything of it lies in `folder`. */
export interface Office { readonly folder: string; readonly county: County; readonly device: Device }

/** Who sits at a computer, and what it is called there. */
export interface Clerk { readonly user: string; readonly device: string }
export const SECRETARY: Clerk = { user: 'wang', device: '人大办公室' };
export const RECORDER: Clerk = { user: 'li', device: '夜市笔记本' };

/** A new county with the demo data, running, and the computer of `clerk` (in `folder/device`), enrolled and in step with it; what `first` does at the county is there before. */
export async function openOffice(name: string, { clerk = SECRETARY, first }: { readonly clerk?: Clerk; readonly first?: (county: County) => Promise<unknown> } = {}): Promise<Office> {
  const folder = mkdtempSync(path.join(tmpdir(), `${name}-`));
  const county = await createCounty(path.join(folder, 'county'));
  await county.start();
  await first?.(county);
  return { folder, county, device: await openEnrolled(path.join(folder, 'device'), county, clerk) };
}

/** A new computer in `place`, enrolled at a county that runs (over whatever line its origin names), and in step with it. */
export async function openEnrolled(place: string, county: Pick<County, 'origin' | 'code'>, { user, device: name }: Clerk): Promise<Device> {
  const [device, code] = await Promise.all([openDevice(place, county.origin), county.code(user)]);
  await enrol(device.page, code, name);
  await pillSays(device.page, /已同步/);
  return device;
}

/** Ends what still runs, and leaves nothing on the disk. */
export async function closeOffice({ folder, county, device }: Office): Promise<void> {
  await device.running.close().catch(() => undefined);
  await county.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}
