/** What the processes of the large benchmark use, from `/proc`: memory and processor time. */
import { readdirSync, readFileSync } from 'node:fs';

/** The most memory in MB that a process ever had, and processor seconds so far. */
interface Use { readonly peak: number; readonly seconds: number }
/** The page's process (with the worker), all others of that browser (IndexedDB lives there), and the server. */
export interface Uses { readonly page: Use; readonly browser: Use; readonly server: Use }

const TICKS_A_SECOND = 100;
const NOTHING: Use = { peak: 0, seconds: 0 };

/** What the browser on `profile` and the server `pid` have used; all nothing where there is no `/proc`. */
export function used(profile: string, pid: number): Uses {
  const ours = pids().map((one) => ({ one, command: read(one, 'cmdline') })).filter(({ one, command }) => command.includes(profile) || ancestorsOf(one).some((above) => read(above, 'cmdline').includes(profile)));
  const pages = ours.filter(({ command }) => command.includes('--type=renderer'));
  const rest = ours.filter(({ command }) => !command.includes('--type=renderer'));
  return { page: most(pages.map(({ one }) => useOf(one))), browser: sum(rest.map(({ one }) => useOf(one))), server: useOf(pid) };
}

/** What was used between two looks, for a reader. */
export function usedWords(before: Uses, after: Uses): string {
  const seconds = (which: keyof Uses) => (after[which].seconds - before[which].seconds).toFixed(1);
  return `memory at most ${String(after.page.peak)} MB in the page's process (worker and all), ${String(after.server.peak)} MB in the server; processor ${seconds('page')} s in the page's process, ${seconds('browser')} s in the rest of the browser (IndexedDB), ${seconds('server')} s in the server`;
}

function useOf(pid: number): Use {
  const peak = Math.round(Number(/^VmHWM:\s+(\d+)/m.exec(read(pid, 'status'))?.[1] ?? 0) / 1024);
  // Behind the name in brackets, which may hold anything: the 12th and 13th are user and system time.
  const times = read(pid, 'stat').replace(/^.*\) /, '').split(' ');
  return { peak, seconds: (Number(times[11] ?? 0) + Number(times[12] ?? 0)) / TICKS_A_SECOND };
}

function most(uses: readonly Use[]): Use {
  return uses.reduce((largest, one) => (one.peak > largest.peak ? one : largest), NOTHING);
}

function sum(uses: readonly Use[]): Use {
  return uses.reduce((all, { peak, seconds }) => ({ peak: all.peak + peak, seconds: all.seconds + seconds }), NOTHING);
}

function ancestorsOf(pid: number): readonly number[] {
  const parent = Number(/^PPid:\s+(\d+)/m.exec(read(pid, 'status'))?.[1] ?? 0);
  return parent > 1 ? [parent, ...ancestorsOf(parent)] : [];
}

function pids(): readonly number[] {
  try {
    return readdirSync('/proc').map(Number).filter((one) => one > 0);
  } catch {
    return [];
  }
}

/** Empty when the process has ended. */
function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${String(pid)}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
