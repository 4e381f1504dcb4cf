/** The county server as a browser test drives it: through commands that run in Node (`vitest.config.ts`). */
import { commands } from 'vitest/browser';
import type { Slowness } from '../faults/slow-pipe.ts';

declare module 'vitest/browser' {
  interface BrowserCommands {
    countyStart(): Promise<void>;
    countyStop(): Promise<void>;
    countyKill(): Promise<void>;
    countyCode(user: string): Promise<string>;
    countyCommand(...words: string[]): Promise<string>;
    lineOpen(bytesPerSecond: number, everyMs: number): Promise<void>;
    lineSlow(how: Slowness): Promise<void>;
    lineFigures(): Promise<{ readonly breaks: number; readonly begun: number; readonly uploaded: number } | null>;
    lineClose(): Promise<void>;
  }
}

/** The real server process; it answers under this page's own origin. */
export const county = {
  origin: () => location.origin,
  start: () => commands.countyStart(),
  stop: () => commands.countyStop(),
  kill: () => commands.countyKill(),
  code: (user: string) => commands.countyCode(user),
  command: (...words: string[]) => commands.countyCommand(...words),
};

/** A line of so many bytes a second that breaks every so many milliseconds, between this page and the county. */
export const line = {
  open: (bytesPerSecond: number, everyMs: number) => commands.lineOpen(bytesPerSecond, everyMs),
  /** Instead, one that never breaks, and is slow and far as such lines are. */
  slow: (how: Slowness) => commands.lineSlow(how),
  /** How often it broke, how many uploads were begun over it, and how many bytes of files passed. */
  figures: () => commands.lineFigures(),
  close: () => commands.lineClose(),
};
