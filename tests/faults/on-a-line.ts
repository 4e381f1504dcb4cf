/** A county and one enrolled device with a line between them on which faults can happen. */
import { startCounty, TOWNSHIP, type TestCounty } from '../server/county.ts';
import { openLine, type Line } from './line.ts';
import { NodeDevice } from './node-device.ts';

export interface OnALine {
  readonly county: TestCounty;
  readonly line: Line;
  readonly device: NodeDevice;
  /** The ids in the county's log of the township, in its order. */
  loggedIds(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Opens all three; the device has compared its log with the county's, and asks for nothing more: a fault meets what the test does. */
export async function openOnALine(): Promise<OnALine> {
  const county = await startCounty();
  const line = await openLine(county.origin);
  const device = await new NodeDevice(await county.enrolled('li'), line.origin).start();
  await device.settled();
  return {
    county, line, device,
    loggedIds: () => county.store.read(async ({ log }) => (await log.after(TOWNSHIP, 0, { limit: 100_000, maxLength: Number.MAX_SAFE_INTEGER })).map(({ entry }) => entry.id)),
    async close() {
      device.stop();
      await line.close();
      await county.stop();
    },
  };
}
