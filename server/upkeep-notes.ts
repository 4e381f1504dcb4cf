/** What upkeep remembers between two starts: when it last did what, how the last drill went, and why the last backup failed if it did. */
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import type { CountyTables } from './store/county-store.ts';

/** What a drill found. `seconds` from the backup's file to a county that could be served: what a real restore would take here. */
export const DrillReport = Type.Object({
  at: Type.Number(), backup: Type.String(), seconds: Type.Number(), entries: Type.Number(), cases: Type.Number(), compared: Type.Number(), attachments: Type.Number(),
  faults: Type.Array(Type.String()),
});
export type DrillReport = Static<typeof DrillReport>;

const Fault = Type.Object({ at: Type.Number(), sentence: Type.String() });

export const UpkeepNotes = Type.Object({
  /** Where the server puts its backups: the command line looks there too. */
  folder: Type.Union([Type.String(), Type.Null()]),
  scrubbedAt: Type.Union([Type.Number(), Type.Null()]),
  /** Of the last backup that did not succeed; null when the last one did. */
  backupFault: Type.Union([Fault, Type.Null()]),
  drill: Type.Union([DrillReport, Type.Null()]),
});
export type UpkeepNotes = Static<typeof UpkeepNotes>;

const SETTING = 'upkeep';
const NONE: UpkeepNotes = { folder: null, scrubbedAt: null, backupFault: null, drill: null };

export async function readUpkeepNotes({ people }: CountyTables): Promise<UpkeepNotes> {
  const text = await people.setting(SETTING);
  if (text === null) return NONE;
  try {
    const notes: unknown = JSON.parse(text);
    return Value.Check(UpkeepNotes, notes) ? notes : NONE;
  } catch {
    return NONE;
  }
}

export async function noteUpkeep(tables: CountyTables, change: Partial<UpkeepNotes>): Promise<void> {
  await tables.people.saveSetting(SETTING, JSON.stringify({ ...await readUpkeepNotes(tables), ...change } satisfies UpkeepNotes));
}
