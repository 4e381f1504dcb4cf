/** What is remembered of backups between two starts: a small file beside the data. A damaged one is as if there were none: nothing in it is needed to restore. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { PasswordWrap } from './password-wrap.ts';
import { replaceFile } from './replace-file.ts';

const Place = Type.Union([Type.Literal('here'), Type.Literal('second'), Type.Literal('elsewhere')]);
const Fault = Type.Union([Type.Literal('list'), Type.Literal('piece-missing'), Type.Literal('piece-changed'), Type.Literal('lines'), Type.Literal('chain'), Type.Literal('attachment')]);

const State = Type.Object({
  /** The version of the app that opened this folder last. */
  version: Type.Union([Type.String(), Type.Null()]),
  /** The second folder, as the user chose it. */
  second: Type.Union([Type.String(), Type.Null()]),
  /** The key under a password that was set for backups, and which key that is. */
  recovery: Type.Union([Type.Object({ kid: Type.String(), wrap: PasswordWrap }), Type.Null()]),
  /** The backup that was put back, until its entries are taken in; the folder in which it was found. */
  pending: Type.Union([Type.Object({ place: Place, folder: Type.String(), id: Type.String() }), Type.Null()]),
  /** By place and id: when a backup was last read back (epoch milliseconds), and what was found. */
  checks: Type.Record(Type.String(), Type.Object({ at: Type.Integer(), fault: Type.Union([Fault, Type.Null()]) })),
});
export type BackupState = Static<typeof State>;

const NOTHING: BackupState = { version: null, second: null, recovery: null, pending: null, checks: {} };

export interface BackupMemory {
  get(): BackupState;
  /** Remembers it; a disk that refuses is told by the backup itself. */
  set(change: Partial<BackupState>): void;
}

export function createBackupMemory(userData: string): BackupMemory {
  const file = path.join(userData, 'backup.json');
  let state = read(file);
  return {
    get: () => state,
    set(change) {
      state = { ...state, ...change };
      try {
        replaceFile(file, Buffer.from(JSON.stringify(state)));
      } catch {
        // It holds until the app ends.
      }
    },
  };
}

function read(file: string): BackupState {
  try {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return Value.Check(State, found) ? found : NOTHING;
  } catch {
    return NOTHING;
  }
}
