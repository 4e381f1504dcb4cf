/** Looks at the battery, the disk and the clock now and then, for as long as the evening is on the screen. */
import { useEffect, useState } from 'react';
import type { ActivityState } from '../../../../shared/activity/activity.ts';
import { freeBytesNow } from '../../../ui/free-bytes.ts';
import { jumpBetween, warningsOf, type Battery, type HealthKind, type Warning } from './health.ts';

const CLOCK_MS = 15_000;
/** The disk is asked less often: the question goes through the journal's queue. */
const DISK_MS = 60_000;

export interface Health {
  readonly warnings: readonly Warning[];
  /** 知道了: this kind is not said again while nothing changes about it. */
  readonly dismiss: (warning: Warning) => void;
}

/** `newest`: when the newest entry that the screen knows of was written (epoch milliseconds by its device's clock), or null. */
export function useHealth({ on }: Pick<ActivityState, 'on'>, newest: number | null): Health {
  const battery = useBattery();
  const freeBytes = useFreeBytes();
  const { now, jumped } = useClockWatch();
  const [known, setKnown] = useState<Readonly<Partial<Record<HealthKind, string>>>>({});
  const warnings = warningsOf({ battery, freeBytes, now, on, newest, jumped }).filter(({ kind, sentence, severe }) => severe || known[kind] === undefined || (kind !== 'behind' && known[kind] !== sentence));
  return { warnings, dismiss: ({ kind, sentence }) => { setKnown((before) => ({ ...before, [kind]: sentence })); } };
}

/** The part of the Battery Status API that Chromium has; TypeScript does not know it. */
interface BatteryManager extends EventTarget, Battery {}
interface WithBattery { getBattery?(): Promise<BatteryManager> }

function useBattery(): Battery | null {
  const [battery, setBattery] = useState<Battery | null>(null);
  useEffect(() => {
    let gone = false;
    let manager: BatteryManager | null = null;
    const look = () => { if (manager !== null && !gone) setBattery({ charging: manager.charging, level: manager.level }); };
    const CHANGES = ['levelchange', 'chargingchange'] as const;
    (navigator as Navigator & WithBattery).getBattery?.().then((found) => {
      manager = found;
      look();
      for (const change of CHANGES) found.addEventListener(change, look);
    }, () => undefined);
    return () => {
      gone = true;
      for (const change of CHANGES) manager?.removeEventListener(change, look);
    };
  }, []);
  return battery;
}

function useFreeBytes(): number | null {
  const [freeBytes, setFreeBytes] = useState<number | null>(null);
  useEffect(() => {
    let gone = false;
    const look = () => { freeBytesNow().then((bytes) => { if (!gone) setFreeBytes(bytes); }, () => undefined); };
    look();
    const timer = setInterval(look, DISK_MS);
    return () => { gone = true; clearInterval(timer); };
  }, []);
  return freeBytes;
}

/** Now, and by how much the clock jumped in all since the screen came up: there and back again is no jump. */
function useClockWatch(): { readonly now: number; readonly jumped: number } {
  const [watch, setWatch] = useState(() => ({ now: Date.now(), passed: performance.now(), jumped: 0 }));
  useEffect(() => {
    const timer = setInterval(() => {
      setWatch((before) => {
        const after = { now: Date.now(), passed: performance.now() };
        return { ...after, jumped: before.jumped + jumpBetween(before, after) };
      });
    }, CLOCK_MS);
    return () => { clearInterval(timer); };
  }, []);
  return watch;
}
