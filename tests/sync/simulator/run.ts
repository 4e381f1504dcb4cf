/** Plays a schedule with the shipped parts, or with one of them replaced, and lets the witness judge. */
import { sha256Hex } from '../../../shared/kernel/content-hash.ts';
import { AT_ZERO } from '../../../shared/kernel/hybrid-clock.ts';
import { appendTo, compareEntries, type EntryHeader } from '../../../shared/ledger/entry.ts';
import * as rules from '../../../shared/sync/county-log.ts';
import { step } from '../../../shared/sync/engine.ts';
import { PROTOCOL_VERSION } from '../../../shared/sync/wire.ts';
import { createAgenda } from './agenda.ts';
import { createCounty, type CountyHabits, type CountyRules } from './county.ts';
import { copyDisk, createDevice, freshDisk, type Device, type DeviceParts, type Disk } from './device.ts';
import { createNetwork } from './network.ts';
import { COUNTY, draftOf, personAt, TOWNSHIPS } from './people.ts';
import { createRandom } from './random.ts';
import type { Action, Schedule } from './schedule.ts';
import { asTaken, replyOf, type StickFile } from './stick.ts';
import type { CountyReply } from '../../../shared/sync/reply.ts';
import { createWitness } from './witness.ts';

/** Everything that a planted bug may replace. */
export interface Parts extends DeviceParts {
  readonly rules: CountyRules;
  readonly county: CountyHabits;
  readonly order: (a: EntryHeader, b: EntryHeader) => number;
  /** False: the devices speak the protocol that compares no logs, and nothing is expected of a comparison. */
  readonly compares: boolean;
}

/** The parts as they are shipped. */
export const SHIPPED: Parts = {
  step, appendTo, writes: ['before', 'data', 'row'], saysSaved: 'when-durable', keepsRefused: true, takes: 'whole-bundles', rules,
  county: { answers: 'after-commit', revisions: 'in-order', failsBatches: false, checksScopes: true, mends: true }, order: compareEntries, compares: true,
};

export interface Verdict {
  /** Empty when every promise was kept. */
  readonly faults: readonly string[];
  /** Hash of everything that happened and of how it ended: equal for equal schedules. */
  readonly fingerprint: string;
  readonly entries: number;
  readonly requests: number;
  /** How often what happened: so that a run can say what it has shown. */
  readonly happened: ReadonlyMap<string, number>;
}

/** Most virtual happenings until all must be quiet; far above what any schedule needs. */
const MOST_HAPPENINGS = 20_000;

export function play(schedule: Schedule, parts: Parts = SHIPPED): Verdict {
  const random = createRandom(schedule.seed, 2);
  const agenda = createAgenda();
  const trace: string[] = [];
  const devices: Device[] = [];
  const kept = new Map<string, Disk>();
  const stick: StickFile[] = [];
  const replies: { readonly scope: string; readonly reply: CountyReply }[] = [];
  const counts = new Map<string, number>();
  const happened = (what: string) => { counts.set(what, (counts.get(what) ?? 0) + 1); };
  let born = 0;
  let entries = 0;

  const county = createCounty({
    rules: parts.rules, habits: parts.county, random: createRandom(schedule.seed, 3), now: agenda.now,
    later: agenda.after, happened, saw: (what) => { witness.saw('log follows', what); },
    news(scope, rev) {
      for (const device of devices) {
        if (!device.session.reads.includes(scope) || device.network.weather() === 'cut') continue;
        if (device.network.weather() === 'clear' || random.chance(0.5)) agenda.after(10 + random.int(500), () => { device.news(scope, rev); });
      }
    },
  });
  const witness = createWitness({ county, devices: () => devices, order: parts.order });

  const addDevice = (n: number, disk: Disk) => {
    born += 1;
    const own = createRandom(schedule.seed, 100 + born);
    const device: Device = createDevice({
      name: `device${String(born)}`, session: personAt(n), agenda, random: own, network: createNetwork(agenda, () => county, { random: createRandom(schedule.seed, 1000 + born), happened }),
      parts, acknowledged: witness.toldCounty, synced: (scope, log) => { if (parts.compares) witness.toldSynced(device, scope, log); }, happened, trace: (line) => trace.push(`${String(agenda.now())} ${line}`),
    }, disk);
    devices.push(device);
    device.boot();
  };
  for (let n = 0; n < schedule.devices; n += 1) addDevice(n, freshDisk(random));

  const write = (device: Device, action: Pick<Extract<Action, { do: 'append' }>, 'writing' | 'about' | 'where'>) => {
    const { writes } = device.session;
    const scope = writes[action.where % writes.length] ?? device.session.home;
    entries += 1;
    const text = `第${String(entries)}句`;
    const draft = draftOf(action.writing, { session: device.session, scope, n: action.about, text });
    if (!draft) return;
    device.append(draft, {
      made: (entry, seen) => { witness.wrote(entry, { by: device.name, writing: action.writing, seen }); },
      saved: (entry) => { witness.toldSaved(entry, device.name); },
    });
  };

  const probe = (device: Device, how: number) => {
    const { session } = device;
    const foreign = TOWNSHIPS.find((scope) => !session.reads.includes(scope));
    if (!foreign) return;
    const start = { rev: 0, h: sha256Hex(`minqing-log:${foreign}`) };
    const common = { protocol: PROTOCOL_VERSION, replica: 'aaaaaaaaaa', generation: 0 };
    if (how === 0) {
      const answer = county.receive('pull', { ...common, scope: foreign, seen: start, cursor: start, limit: 100 }, session);
      if (answer?.status === 200) witness.saw('own scope', `${device.name} read ${foreign}`);
      return;
    }
    const scope = how === 1 ? foreign : session.home;
    const body = { text: `伪造${String(agenda.now())}` };
    const entry = appendTo({ replica: 'aaaaaaaaaa', seq: 0, prev: '', at: AT_ZERO }, { scope: how === 3 ? session.home : foreign, subject: 'case:forged', type: 'case.noted', v: 1, body },
      { actor: how === 3 ? 'wang' : session.user, nowMs: agenda.now() });
    witness.forged(entry.id);
    const seen = { rev: 0, h: sha256Hex(`minqing-log:${scope}`) };
    county.receive('push', { ...common, scope, seen, entries: [{ entry, receipt: how === 2 ? 'ab'.repeat(32) : undefined }] }, session);
  };

  const take = (device: Device, { which, how, at }: Extract<Action, { do: 'bundle-take' }>) => {
    const file = stick.at(-1 - which);
    if (!file) return;
    const bytes = asTaken(file, how, at);
    const isWhole = how === 'whole' && device.session.reads.includes(file.scope);
    device.takeBundle(bytes, (believed, fresh) => {
      happened(`a bundle: ${isWhole ? fresh > 0 ? 'taken' : 'nothing new' : how === 'whole' ? 'of a foreign scope' : how}`);
      if (!isWhole && believed > 0) witness.saw('whole bundles', `${device.name} believed ${String(believed)} entries of one that is ${how === 'whole' ? 'foreign' : how}`);
    });
  };

  /** Every county log that somebody is about to change, or that is about to be replaced. */
  const beforeCountyLoss = (ids?: ReadonlySet<string>) => { witness.beforeLoss('county', ids); };

  const copies = () => devices.length < schedule.devices + 2;

  const act = (action: Action) => {
    const device = 'device' in action ? devices[action.device % devices.length] : undefined;
    switch (action.do) {
      case 'append': return device && write(device, action);
      case 'same-moment': {
        const others = device ? devices.filter((one) => one !== device && one.session.home === device.session.home) : [];
        const other = others[action.other % Math.max(1, others.length)];
        if (!device || !other) return;
        happened('two wrote in one millisecond');
        for (const one of [device, other]) write(one, { writing: 'note', about: action.about, where: 0 });
        return;
      }
      case 'bundle-make': return device && void stick.push(device.writeBundle(device.session.reads[action.where % device.session.reads.length] ?? device.session.home));
      case 'bundle-take': return device && take(device, action);
      case 'reply': {
        const scope = device?.session.reads[action.where % device.session.reads.length];
        const cursor = device?.states().find(({ log }) => log.scope === scope)?.log.cursor;
        if (!device || scope === undefined || cursor === undefined) return;
        replies.push({ scope, reply: replyOf(county, scope, cursor) });
        const given = replies.at(-1 - action.age);
        return given && device.takeReply(given.scope, given.reply);
      }
      case 'verify': return device?.verify();
      case 'lose-entry': {
        // Only a comparison finds it.
        if (!device || !parts.compares) return;
        witness.beforeLoss(device);
        device.crash();
        device.loseEntry(action.at);
        witness.afterLoss(device);
        return device.boot();
      }
      case 'enrol-anew': return device && copies() ? addDevice(numberOf(device), freshDisk(random)) : undefined;
      case 'crash': return device?.crash();
      case 'boot': return device?.boot();
      case 'wake': return device?.wake();
      case 'die-after-writes': return device?.dieAfterWrites(action.writes);
      case 'weather': return device?.network.setWeather(action.weather);
      case 'disk': return device?.setDiskFull(action.full);
      case 'clock': return device?.setClock(action.skew);
      case 'probe': return device && probe(device, action.how);
      case 'copy-profile': {
        const n = device ? devices.indexOf(device) : -1;
        if (device && n < schedule.devices && copies()) addDevice(numberOf(device), copyDisk(device.disk()));
        return;
      }
      case 'keep-profile': return device && void kept.set(device.name, copyDisk(device.disk()));
      case 'roll-back': {
        const disk = device && kept.get(device.name);
        if (!disk) return;
        witness.beforeLoss(device);
        device.crash();
        device.replaceDisk(copyDisk(disk));
        witness.afterLoss(device);
        return device.boot();
      }
      case 'lose-device': {
        if (!device || devices.length <= 3) return;
        witness.beforeLoss(device);
        device.crash();
        devices.splice(devices.indexOf(device), 1);
        return;
      }
      case 'county-crash': return county.crash();
      case 'county-boot': return county.boot();
      case 'county-fate': return county.setFate(action.fate);
      case 'county-backup': return county.backup();
      case 'county-restore':
        beforeCountyLoss();
        return void county.restore(action.which);
      case 'county-lost':
        beforeCountyLoss();
        return county.rebuild();
      case 'county-damage': {
        const scope = [COUNTY, ...TOWNSHIPS][action.where % 3] ?? COUNTY;
        const victim = county.victim(scope, action);
        if (victim === null) return;
        if (action.how !== 'hash-changed') beforeCountyLoss(new Set([victim]));
        return county.damage(scope, action);
      }
    }
  };

  const numberOf = (device: Device) => (device.session.user === 'zhao' ? 0 : Number(device.session.user.slice(4)));

  for (const action of schedule.actions) {
    act(action);
    agenda.runUntil(agenda.now() + action.wait);
  }

  const quiet = settle();
  if (!quiet) witness.saw('comes to rest', stuck().join(', '));
  const faults = witness.faults();
  return { faults, fingerprint: sha256Hex([...trace, ...faults, ending()].join('\n')), entries, requests: trace.length, happened: counts };

  /** The storm is over: everybody gets a good network, room on the disk and a working server, and is started once more. */
  function settle(): boolean {
    county.setFate('fine');
    county.boot();
    county.scrub();
    for (const device of devices) {
      device.setDiskFull(false);
      device.network.setWeather('clear');
      device.boot();
    }
    if (!agenda.runAll(MOST_HAPPENINGS)) return false;
    // Twice: refusals are offered again at each start, and what one device gives the others must still fetch.
    for (let round = 0; round < 2; round += 1) {
      for (const device of devices) {
        device.crash();
        device.boot();
        device.resume();
      }
      if (!agenda.runAll(MOST_HAPPENINGS)) return false;
      for (const device of devices) device.wake();
      if (!agenda.runAll(MOST_HAPPENINGS)) return false;
    }
    // Twice here too: a comparison finds what nobody else would have sent, and the others have compared before they hear of it.
    for (let round = 0; round < 2; round += 1) {
      for (const device of devices) device.verify();
      if (!agenda.runAll(MOST_HAPPENINGS)) return false;
    }
    return stuck().length === 0;
  }

  /** The logs that are not at rest, not at the county's head, or not compared with it. */
  function stuck(): string[] {
    return devices.flatMap((device) => device.states().flatMap(({ doing, log }) => {
      const { h } = county.head(log.scope);
      return doing.kind === 'resting' && log.cursor.h === h && (!parts.compares || log.verified?.h === h) ? [] : [`${device.name} ${log.scope} ${doing.kind}`];
    }));
  }

  function ending(): string {
    const logs = [COUNTY, ...TOWNSHIPS].map((scope) => `${scope} ${county.head(scope).h}`);
    return [...logs, ...devices.map((device) => JSON.stringify([device.name, ...device.disk().rows]))].join('\n');
  }
}
