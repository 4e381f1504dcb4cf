/**
 * Plays a schedule on the real parts: the shipped stores in Chromium, the county's process on SQLite, a bad line between them. The schedules and
 * the witness are the simulator's. Time is real here, so that waits are short, and the same schedule does not go the same way twice.
 */
import type { Page } from 'playwright';
import type { Act } from '../../../shared/act.ts';
import { foldCase } from '../../../shared/case/fold.ts';
import { canonicalJson } from '../../../shared/kernel/content-hash.ts';
import { compareEntries, type Entry, type EntryHeader } from '../../../shared/ledger/entry.ts';
import { COUNTY, draftOf, TOWNSHIPS, type Writing } from '../simulator/people.ts';
import { createRandom } from '../simulator/random.ts';
import type { Action, Schedule } from '../simulator/schedule.ts';
import { faultOf, type SeenDevice, type SeenDisk } from '../simulator/evidence.ts';
import { createWitness } from '../simulator/witness.ts';
import type { RealCounty, Template } from './county.ts';
import type { Line } from './line.ts';
import type { RealPage } from './page.ts';

export interface RealParts { readonly page: Page; readonly line: Line; readonly county: RealCounty; readonly template: Template; readonly pageOrigin: string; readonly happened: (what: string) => void; /** When everything has come to rest, somebody takes the last row out of a township's log: the witness must say so. */ readonly meddles: boolean }

export interface RealVerdict { readonly faults: readonly string[]; readonly entries: number }

interface RealDevice extends SeenDevice { readonly n: number; skew: number; up: boolean; seen: SeenDisk }

/** The devices of one page share two cores. */
const MOST_DEVICES = 3;
/** Longest wait between two happenings (ms), and how long everything may take to come to rest. */
const LONGEST_WAIT_MS = 60;
const REST_MS = 60_000;

export async function playReal(schedule: Schedule, parts: RealParts): Promise<RealVerdict> {
  const { page, line, county, template, happened } = parts;
  const devices: RealDevice[] = [];
  const sticks: { readonly file: number; readonly scope: string }[] = [];
  const pending: Promise<void>[] = [];
  let born = 0;
  let damaged = false;
  let entries = 0;
  const readLogs = () => new Map([...county.logs()].map(([scope, log]) => [scope, log.map((row) => ({ ...row, entry: inOneOrder(row.entry) }))] as const));
  let logs = readLogs();
  const scopes = [COUNTY, ...TOWNSHIPS];

  const call = <K extends keyof RealPage>(name: K, ...args: Parameters<RealPage[K]>): Promise<Awaited<ReturnType<RealPage[K]>>> =>
    page.evaluate(([method, given]) => (window.real[method] as (...all: unknown[]) => unknown)(...given), [name, args] as const) as Promise<Awaited<ReturnType<RealPage[K]>>>;

  const witness = createWitness({
    county: {
      log: (scope) => logs.get(scope) ?? [], receipts: { verify: county.proves },
      // Nobody hears of acknowledgements here but by the devices' own disks, which are compared at the end.
      everCommitted: () => true, idsUpTo: () => [],
    },
    devices: () => devices, order: compareEntries,
  });

  const look = async (): Promise<void> => {
    for (const device of devices) {
      const held = await call('held', device.n);
      device.seen = {
        replica: held.replica, former: held.former, entries: new Map(held.entries.map((entry) => [entry.id, inOneOrder(entry)])), receipts: new Map(held.receipts), refusals: new Map(held.refusals),
      };
    }
    logs = readLogs();
  };

  const identityOf = (person: number, n: number) => {
    const enrolment = template.enrolments[person % template.enrolments.length];
    if (!enrolment) throw new Error('nobody was enrolled');
    return { server: `${parts.pageOrigin}/lane/${String(n)}`, enrolment };
  };

  const join = (person: number): RealDevice => {
    const n = born;
    born += 1;
    const nothing: SeenDisk = { replica: '', former: [], entries: new Map(), receipts: new Map(), refusals: new Map() };
    const device: RealDevice = { n, name: `device${String(n)}`, session: identityOf(person, n).enrolment.session, skew: 0, up: true, seen: nothing, disk: () => device.seen };
    devices.push(device);
    return device;
  };

  const open = async (device: RealDevice): Promise<void> => {
    device.up = true;
    await call('open', device.n, device.skew);
  };
  const kill = async (device: RealDevice): Promise<void> => {
    device.up = false;
    await call('kill', device.n);
  };

  const write = (device: RealDevice, action: { readonly writing: Writing; readonly about: number; readonly where: number }): void => {
    const { session } = device;
    const scope = session.writes[action.where % session.writes.length] ?? session.home;
    entries += 1;
    const about = { session, scope, n: action.about, text: `第${String(entries)}句` };
    // What cannot be done to a case that is not there yet begins with its registration.
    const acts = [draftOf(action.writing, about), draftOf('register', about)].flatMap((draft): Act[] => (draft ? [{ scope: draft.scope, subject: draft.subject, type: draft.type, body: draft.body }] : []));
    pending.push(call('perform', device.n, acts).then((header: EntryHeader | null) => {
      if (header === null) return;
      happened('an entry was saved');
      witness.wrote(header, { by: device.name, writing: 'note', seen: { at: '', entries: [] } });
      witness.toldSaved(header, device.name);
    }));
  };

  const act = async (action: Action): Promise<void> => {
    const device = 'device' in action ? devices[action.device % devices.length] : undefined;
    switch (action.do) {
      case 'append': {
        if (device && !['unknown-type', 'newer-version', 'invalid-body'].includes(action.writing)) write(device, action);
        return;
      }
      case 'same-moment': {
        const other = devices.find((one) => one !== device && one.session.home === device?.session.home);
        for (const one of [device, other]) if (one) write(one, { writing: 'note', about: action.about, where: 0 });
        return;
      }
      case 'crash': return device && kill(device);
      case 'boot': return device && open(device);
      case 'wake': return device && call('syncNow', device.n);
      case 'verify': return device && call('verify', device.n);
      case 'die-after-writes': return device && call('killAtWrite', device.n, action.writes);
      case 'weather': return device && line.setWeather(device.n, action.weather);
      case 'disk': return device && call('full', device.n, action.full);
      case 'clock':
        if (device) device.skew = action.skew;
        return;
      case 'keep-profile': return device && call('keep', device.n);
      case 'copy-profile': case 'enrol-anew': {
        if (!device || devices.length >= MOST_DEVICES + 1) return;
        const added = join(template.enrolments.findIndex(({ session }) => session.user === device.session.user));
        if (action.do === 'copy-profile') await call('copy', device.n, added.n);
        else await call('create', added.n, identityOf(template.enrolments.findIndex(({ session }) => session.user === device.session.user), added.n));
        happened(action.do);
        return open(added);
      }
      case 'roll-back': case 'lose-entry': {
        if (!device) return;
        await settlePending();
        await look();
        // A disk that loses its database has the journal; one that is put back has what the journal held then.
        if (action.do === 'lose-entry') await call('wipe', device.n);
        else {
          witness.beforeLoss(device);
          if (!await call('rollBack', device.n)) return;
          await look();
          witness.afterLoss(device);
        }
        happened(action.do);
        return open(device);
      }
      case 'lose-device': {
        if (!device || devices.length <= 2) return;
        await settlePending();
        await look();
        witness.beforeLoss(device);
        await kill(device);
        devices.splice(devices.indexOf(device), 1);
        return;
      }
      case 'bundle-make': {
        const scope = device?.session.reads[action.where % device.session.reads.length];
        const file = device && scope !== undefined ? await call('writeBundle', device.n, scope) : null;
        if (file !== null && scope !== undefined) sticks.push({ file, scope });
        return;
      }
      case 'bundle-take': {
        const stick = sticks.at(-1 - action.which);
        if (!device || !stick) return;
        const taken = await call('takeBundle', device.n, stick.file, action.how === 'whole' ? null : action.at);
        const allowed = action.how === 'whole' && device.session.reads.includes(stick.scope);
        if (taken !== null) happened(`a bundle: ${typeof taken === 'string' ? taken : 'taken'}`);
        if (!allowed && typeof taken === 'number') witness.saw('whole bundles', `${device.name} took ${String(taken)} entries of a bundle that is ${action.how}`);
        return;
      }
      case 'county-crash': case 'county-fate': return county.kill();
      case 'county-boot': return county.start();
      case 'county-backup': return county.backup();
      case 'county-restore': {
        await settlePending();
        await look();
        witness.beforeLoss('county');
        if (await county.restore(action.which)) happened('the county was restored from a backup');
        return;
      }
      case 'county-damage': {
        const scope = scopes[action.where % scopes.length] ?? COUNTY;
        await settlePending();
        await look();
        const log = logs.get(scope) ?? [];
        const victim = log.at(action.how === 'tail-gone' ? -1 : action.at % Math.max(1, log.length))?.entry.id;
        // Meanwhile more may have been appended: whatever is hit, nobody else may have held it.
        witness.beforeLoss('county', action.how === 'tail-gone' || victim === undefined ? undefined : new Set([victim]));
        county.damage(scope, action);
        damaged = true;
        happened(`a row of the county: ${action.how}`);
        return;
      }
      case 'county-lost': case 'probe': case 'reply':
        return;
    }
  };

  /** What was being saved is saved or not by now. */
  const settlePending = async (): Promise<void> => { await Promise.all(pending.splice(0)); };

  const random = createRandom(schedule.seed, 6);
  line.begin(createRandom(schedule.seed, 5));
  line.setCounty(county.origin);
  for (let i = 0; i < Math.min(schedule.devices, MOST_DEVICES); i += 1) {
    // The first is the county's, who reads everything and seldom writes: every second schedule goes without.
    const device = join(schedule.seed % 2 === 0 ? i : i + 1);
    line.setWeather(device.n, random.pick(['clear', 'bad', 'bad'] as const));
    await call('create', device.n, identityOf(schedule.seed % 2 === 0 ? i : i + 1, device.n));
    await open(device);
  }
  for (const action of schedule.actions) {
    await act(action);
    await new Promise((resolve) => { setTimeout(resolve, Math.min(action.wait, LONGEST_WAIT_MS)); });
  }
  await settlePending();
  const restless = await settle();
  if (parts.meddles) county.damage(TOWNSHIPS[0], { how: 'tail-gone', at: 0 });
  await look();
  if (restless !== '') witness.saw('comes to rest', restless);
  return { faults: [...witness.faults(), ...receiptFaults(), ...await shownFaults()], entries };

  /** The storm is over: a good line, room on the disk, a running county, and everybody started once more. */
  async function settle(): Promise<string> {
    // A running county believes for an hour that a log is as it read it: a hash that somebody changed is found by the next reading.
    if (damaged) await county.kill();
    await county.start();
    for (const device of devices) {
      line.setWeather(device.n, 'clear');
      device.skew = 0;
      await call('full', device.n, false);
    }
    for (const device of devices) {
      await kill(device);
      await open(device);
    }
    return comeToRest();
  }

  /** Every device compares, until all say synced with nothing waiting and nobody has anything new; what is in the way, or nothing. */
  async function comeToRest(): Promise<string> {
    const deadline = Date.now() + REST_MS;
    for (const device of devices) await call('verify', device.n);
    for (;;) {
      const before = headsOf();
      const unfinished: string[] = [];
      for (const device of devices) {
        const status = await call('status', device.n);
        if (status?.phase === 'synced' && status.waiting === 0) continue;
        unfinished.push(`${device.name} ${status?.phase ?? 'does not answer'} ${status?.reason ?? ''} ${String(status?.waiting)}`);
        if (status?.phase === 'offline') await call('syncNow', device.n);
      }
      if (unfinished.length === 0 && before === headsOf() && await allHaveAll()) return '';
      if (Date.now() > deadline) return unfinished.join(', ') || 'not everybody has everything';
      await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
  }

  /** News may be a moment behind: everybody is asked whether it has as many as the county. */
  async function allHaveAll(): Promise<boolean> {
    await look();
    for (const device of devices) {
      if (device.session.reads.every((scope) => (logs.get(scope) ?? []).every(({ entry }) => device.seen.receipts.has(entry.id)))) continue;
      await call('syncNow', device.n);
      return false;
    }
    return true;
  }

  function headsOf(): string {
    return [...county.logs()].map(([scope, log]) => `${scope} ${log.at(-1)?.h ?? ''}`).join('\n');
  }

  /** A receipt on a device is the county's word: the entry is in its log, once. */
  function receiptFaults(): string[] {
    return devices.flatMap((device) => [...device.seen.receipts.keys()].flatMap((id) => {
      const entry = device.seen.entries.get(id);
      const times = entry ? (logs.get(entry.scope) ?? []).filter((logged) => logged.entry.id === id).length : 1;
      return times === 1 ? [] : [faultOf('acknowledged once', `${device.name} has the receipt of ${id}, which is there ${String(times)} times`)];
    }));
  }

  /** What the stores show is the fold of the county's log. */
  async function shownFaults(): Promise<string[]> {
    const wrong: string[] = [];
    for (const device of devices) {
      const cases = new Map<string, string>();
      for (const scope of device.session.reads) {
        const log = (logs.get(scope) ?? []).map(({ entry }) => entry);
        for (const id of new Set(log.map(({ subject }) => subject).filter((subject) => subject.startsWith('case:')))) {
          const state = foldCase(log.filter(({ subject }) => subject === id));
          if (state) cases.set(id, canonicalJson(state));
        }
      }
      const shown = new Map(await call('states', device.n, [...cases.keys()]));
      for (const [id, state] of cases) if (canonicalJson(JSON.parse(shown.get(id) ?? 'null')) !== state) wrong.push(faultOf('same states', `${device.name} does not show ${id} as the county's log folds`));
    }
    return wrong;
  }
}

/** The same fields in the same order, wherever an entry was read: states are compared as text. */
function inOneOrder({ id, seq, replica, prev, at, wall, actor, scope, subject, type, v, base, body }: Entry): Entry {
  return { id, seq, replica, prev, at, wall, actor, scope, subject, type, v, ...(base ? { base } : {}), body };
}
