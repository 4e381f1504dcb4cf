/**
 * What this device tells the county of itself, and what it learns of itself in return: how many entries wait and which version
 * runs; and whether its user has another role, another township or other colleagues by now. At the opening, after the exchange
 * that follows it, and then at most every ten minutes. A county that does not know the question is not asked again.
 */
import { DeviceStanding, type DeviceReport } from '../../shared/sync/device-wire.ts';
import { APP_VERSION } from '../../shared/app-version.ts';
import { publicKeyOf } from '../../shared/identity/device-key.ts';
import type { SyncStatus } from './api.ts';
import { askCounty } from './county-ask.ts';
import type { Identity } from './identity.ts';

const EVERY_MS = 10 * 60_000;
/** A county that says no may have moved this user a moment ago: nobody waits a minute for what one question tells. */
const AGAIN_MS = 5_000;

export interface ReporterParts {
  /** Who this device is now; null ends the reporting. */
  readonly identity: () => Identity | null;
  readonly status: () => Promise<SyncStatus>;
  /** Nothing may go over the line now. */
  readonly held: () => boolean;
  readonly now: () => number;
  /** The county answered; what it says may be as it was. */
  readonly follow: (standing: DeviceStanding) => Promise<void>;
}

export interface Reporter {
  /** The state of sync may have changed: reports when it came to rest and it is time. */
  changed(): void;
  stop(): void;
}

export function createReporter({ identity, status, held, now, follow }: ReporterParts): Reporter {
  const state = { at: null as number | null, told: -1, rested: false, busy: false, ended: false };

  const isDue = ({ phase, waiting, reason }: SyncStatus): boolean => {
    if (phase === 'unenrolled' || phase === 'offline') return false;
    const age = state.at === null ? Number.POSITIVE_INFINITY : Math.abs(now() - state.at);
    // Perhaps the user works somewhere else by now: the answer says so.
    if (phase === 'stopped') return reason === 'forbidden' && age >= AGAIN_MS;
    if (state.at === null) return true;
    if (phase !== 'synced') return false;
    // The first rest after the opening: what waited then has been sent.
    if (!state.rested && waiting !== state.told) return true;
    return age >= EVERY_MS;
  };

  const report = async (): Promise<void> => {
    const standing = await status();
    const who = identity();
    if (who === null || held() || !isDue(standing)) return;
    state.rested ||= standing.phase === 'synced';
    const said: DeviceReport = {
      waiting: standing.waiting, appVersion: APP_VERSION, rekeyed: who.former.length, ...(who.deviceKey === undefined ? {} : { publicKey: publicKeyOf(who.deviceKey) }),
      ...(who.before === undefined ? {} : { before: who.before }),
    };
    state.at = now();
    const answer = await askCounty({ server: who.server, token: who.enrolment.token }, { path: 'device/report', body: said, answer: DeviceStanding });
    if (answer.ok) {
      state.told = said.waiting;
      if (!state.ended) await follow(answer.value);
    } else if (answer.error === 'not-found') {
      state.ended = true;
    } else if (answer.error === 'unreachable' && !state.rested) {
      // Nobody was told anything yet: tried again as soon as the county is reached.
      state.at = null;
    }
  };

  return {
    changed() {
      if (state.busy || state.ended) return;
      state.busy = true;
      // What cannot be read or written now is told the next time.
      void report().catch(() => undefined).finally(() => { state.busy = false; });
    },
    stop() { state.ended = true; },
  };
}
