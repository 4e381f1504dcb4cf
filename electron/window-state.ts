/** Where the user left the window: kept in a small file, and checked against the displays that are there now. */
import { readFileSync } from 'node:fs';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { replaceFile } from './replace-file.ts';

/** A rectangle of the desktop, in its own pixels. */
const Area = Type.Object({ x: Type.Integer(), y: Type.Integer(), width: Type.Integer({ minimum: 1, maximum: 100_000 }), height: Type.Integer({ minimum: 1, maximum: 100_000 }) });
export type Area = Static<typeof Area>;

const WindowState = Type.Object({ bounds: Area, maximized: Type.Boolean() });
export type WindowState = Static<typeof WindowState>;

/** The smallest window in which every screen works, and the first one: the office's 1366×768. */
const MIN_SIZE = { width: 1100, height: 700 };
const FIRST_SIZE = { width: 1366, height: 768 };
/** This much of the title bar must be on a display for the window to be caught with the mouse. */
const GRIP = 100;

/** What was written last, or null: first start, or a file that makes no sense. */
export function readWindowState(file: string): WindowState | null {
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return Value.Check(WindowState, read) ? read : null;
  } catch {
    return null;
  }
}

/** Remembers the state; a disk that refuses is none of the window's business. */
export function writeWindowState(file: string, state: WindowState): void {
  try {
    replaceFile(file, Buffer.from(JSON.stringify(state)));
  } catch {
    // The window opens at its first size next time.
  }
}

/** The options of a new window: where it was if that can be reached, else centred on the main display, never larger than that. `workAreas[0]` is the main display. */
export function placeWindow(state: WindowState | null, workAreas: readonly Area[]): { readonly minWidth: number; readonly minHeight: number; readonly width: number; readonly height: number; readonly x?: number; readonly y?: number } {
  const main = workAreas[0] ?? { x: 0, y: 0, ...FIRST_SIZE };
  const min = { minWidth: Math.min(MIN_SIZE.width, main.width), minHeight: Math.min(MIN_SIZE.height, main.height) };
  const known = state?.bounds;
  if (known === undefined || !workAreas.some((area) => canBeCaught(known, area))) return { ...min, width: Math.min(FIRST_SIZE.width, main.width), height: Math.min(FIRST_SIZE.height, main.height) };
  return { ...min, ...known };
}

/** The display that it was on may have been unplugged: the beamer of the village hall. */
function canBeCaught(window: Area, area: Area): boolean {
  const across = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  return across >= GRIP && window.y >= area.y - 10 && window.y <= area.y + area.height - GRIP;
}
