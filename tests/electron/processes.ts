/** Looks at running processes from outside, as the kernel shows them (Linux). */
import { readdirSync, readFileSync } from 'node:fs';

/** The process ids of the pages of the app whose data are in `userData`. A page's process has its arguments as one text, with spaces. */
export function pageProcesses(userData: string): string[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).filter((pid) => {
    const command = commandOf(pid);
    return command.includes('--type=renderer') && command.includes(`--user-data-dir=${userData} `);
  });
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    // It ended between being listed and being read.
    return '';
  }
}
