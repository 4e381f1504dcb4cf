/** When backups are made: every four hours of use, soon after a start when the last is a day old, at the app's end, and in the second place as soon as it is back. */
import type { App } from 'electron';
import type { Backups } from './backups.ts';

const MINUTE_MS = 60_000;
const TICK_MS = 5 * MINUTE_MS;
const EVERY_MS = 240 * MINUTE_MS;
const DAY_MS = 1440 * MINUTE_MS;
/** The page opens first. */
const AFTER_START_MS = MINUTE_MS;
/** The user has closed the window and may want to switch the computer off. */
const FAREWELL_MS = 15_000;

/** What the timers call; `used` counts milliseconds of use since the last backup. */
export function createBackupSchedule(backups: Backups): { readonly started: () => Promise<void>; readonly tick: (ms: number) => Promise<void> } {
  let used = 0;
  return {
    async started() {
      await backups.makeIfDue('start', { olderThan: DAY_MS });
    },
    async tick(ms) {
      used += ms;
      if (used >= EVERY_MS) {
        used = 0;
        await backups.makeIfDue('schedule', 'changed');
      }
      await backups.catchUpSecond();
    },
  };
}

/** Runs the schedule while the app runs, and makes the last backup when its window is closed. */
export function keepBackups(app: App, backups: Backups): void {
  const schedule = createBackupSchedule(backups);
  const first = setTimeout(() => { void schedule.started(); }, AFTER_START_MS);
  const every = setInterval(() => { void schedule.tick(TICK_MS); }, TICK_MS);
  const end = new AbortController();
  let leaving: 'no' | 'last-backup' | 'yes' = 'no';
  // Whoever opens the app again meanwhile need not wait for it.
  app.on('second-instance', () => {
    if (leaving !== 'last-backup') return;
    app.relaunch();
    end.abort();
  });
  app.on('will-quit', (event) => {
    if (leaving === 'yes') return;
    event.preventDefault();
    if (leaving === 'last-backup') return;
    leaving = 'last-backup';
    clearTimeout(first);
    clearInterval(every);
    const limit = new Promise<void>((resolve) => { setTimeout(() => { end.abort(); resolve(); }, FAREWELL_MS); });
    const made = backups.makeIfDue('exit', 'changed', end.signal).then(() => undefined, () => undefined);
    void Promise.race([made, limit]).then(() => {
      leaving = 'yes';
      // Not within the event itself, where Electron takes no second wish to quit.
      setImmediate(() => { app.quit(); });
    });
  });
}
