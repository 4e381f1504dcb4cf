/** The county server as a browser test drives it: through commands that run in Node (`vitest.config.ts`). */
import { commands } from 'vitest/browser';

declare module 'vitest/browser' {
  interface BrowserCommands {
    countyStart(): Promise<void>;
    countyStop(): Promise<void>;
    countyKill(): Promise<void>;
    countyCode(user: string): Promise<string>;
    countyCommand(...words: string[]): Promise<string>;
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
