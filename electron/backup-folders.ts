/** Where backups may lie: in the app's own folder, in the second one, and in whatever folder the user opens to look for some. */
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { BackupPlaceName } from '../shared/desktop-api.ts';
import { MANIFEST_EXTENSION } from './backup-manifest.ts';
import { createBackupPlace, type BackupPlace } from './backup-place.ts';
import type { BackupMemory } from './backup-state.ts';

/** The folder that is made in the second place; one for each key in it, since a stick may serve several computers. */
const SECOND_NAME = '民情簿备份';
/** Folders that are looked into, at most: the user may have opened a whole disk. */
const MOST_FOLDERS = 400;

export interface BackupFolders {
  readonly here: BackupPlace;
  /** The second place for this key; null without one, or when it is not there now. */
  second(kid: string): Promise<BackupPlace | null>;
  /** Every place that can be reached, with its name. */
  all(kid: string | null): Promise<readonly (readonly [BackupPlaceName, BackupPlace])[]>;
  /** Looks for backups in a folder and two levels below; answers how many places have some. */
  lookIn(folder: string): Promise<readonly BackupPlace[]>;
}

export interface FoldersParts {
  readonly userData: string;
  readonly memory: BackupMemory;
  readonly freeBytes: (folder: string) => Promise<number>;
  /** Bytes of the app's own disk that backups leave free. */
  readonly reserve: number;
}

export function createBackupFolders({ userData, memory, freeBytes, reserve }: FoldersParts): BackupFolders {
  const here = createBackupPlace(path.join(userData, 'backups'), async (folder) => await freeBytes(folder) - reserve);
  let elsewhere: readonly BackupPlace[] = [];
  const placeAt = (folder: string) => createBackupPlace(folder, freeBytes);
  const second = async (kid: string): Promise<BackupPlace | null> => {
    const chosen = memory.get().second;
    return chosen !== null && await isFolder(chosen) ? placeAt(path.join(chosen, SECOND_NAME, kid.replaceAll(/[^A-Za-z0-9-]/g, '_'))) : null;
  };
  const { pending } = memory.get();
  if (pending?.place === 'elsewhere') elsewhere = [placeAt(pending.folder)];
  return {
    here, second,
    async all(kid) {
      const other = kid === null ? null : await second(kid);
      const named: (readonly [BackupPlaceName, BackupPlace])[] = [['here', here], ...(other === null ? [] : [['second', other] as const])];
      return [...named, ...elsewhere.filter(({ folder }) => named.every(([, one]) => one.folder !== folder)).map((place) => ['elsewhere', place] as const)];
    },
    async lookIn(folder) {
      const found: string[] = [];
      let level = [folder], looked = 0;
      for (let depth = 0; depth <= 3; depth += 1) {
        const next: string[] = [];
        for (const one of level) {
          if ((looked += 1) > MOST_FOLDERS) break;
          const inside = await readdir(one, { withFileTypes: true }).catch(() => []);
          if (inside.some((entry) => entry.isFile() && entry.name.endsWith(MANIFEST_EXTENSION))) found.push(one);
          else next.push(...inside.filter((entry) => entry.isDirectory()).map((entry) => path.join(one, entry.name)));
        }
        level = next;
      }
      elsewhere = found.map(placeAt);
      return elsewhere;
    },
  };
}

async function isFolder(folder: string): Promise<boolean> {
  return (await stat(folder).catch(() => null))?.isDirectory() ?? false;
}
