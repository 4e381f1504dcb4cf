/** The county server as a browser test drives it: through commands that run in Node (`vitest.config.ts`). */
import { commands } from 'vitest/browser';
import { fromBase64, toBase64 } from '../../renderer/store/sealing.ts';
import type { Slowness } from '../faults/slow-pipe.ts';

declare module 'vitest/browser' {
  interface BrowserCommands {
    countyStart(): Promise<void>;
    countyStop(): Promise<void>;
    countyKill(): Promise<void>;
    countyCode(user: string): Promise<string>;
    countyCommand(...words: string[]): Promise<string>;
    stickWrite(name: string, base64: string): Promise<string>;
    stickRead(name: string): Promise<string>;
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

/** A stick that is carried between this page and the county's office. */
export const stick = {
  /** The path under which the county's office finds the file. */
  write: async (name: string, file: Blob) => commands.stickWrite(name, toBase64(new Uint8Array(await file.arrayBuffer()))),
  read: async (name: string) => new Blob([fromBase64(await commands.stickRead(name))]),
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
