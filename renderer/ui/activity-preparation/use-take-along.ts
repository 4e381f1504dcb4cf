/** What this device has for one activity: gathered from its own store, disk and clock, and asked again whenever something of it changes. */
import { useCallback, useEffect, useState } from 'react';
import { mayAppend } from '../../../shared/access.ts';
import type { SeasonItem } from '../../../shared/activity/season.ts';
import type { DeviceFacts } from '../../../shared/activity/taken-along.ts';
import { attachmentsIn, type Attachment } from '../../../shared/attachment/attachment.ts';
import { desktopApi } from '../../desktop.ts';
import type { CaseRow, Directory } from '../../store/api.ts';
import type { Store } from '../../store/client.ts';
import { useStore } from '../../store/store-context.tsx';
import { freeBytesNow } from '../free-bytes.ts';
import { useEnrolment } from '../session-context.tsx';
import { clockWarning } from '../sync-words.ts';
import { useAnswer } from '../use-answer.ts';

/** An evening of a township has a few hundred open cases at most; the bound keeps a mistaken place from loading a county. */
const MOST_CASES = 2000;

/** A file that an open case names, with the scope of that case. */
export interface NamedFile { readonly scope: string; readonly attachment: Attachment }

export interface TakeAlong {
  readonly facts: DeviceFacts;
  /** Files that are only at the county. */
  readonly remote: readonly NamedFile[];
  readonly cases: readonly CaseRow[];
}

/** Live; `undefined` until all of it is known. */
export function useTakeAlong(item: SeasonItem, directory: Directory): TakeAlong | undefined {
  const { enrolment: { session } } = useEnrolment();
  const disk = useFreeBytes();
  const villages = comingVillages(item, directory);
  const held = useAnswer((store) => heldCases(store, item.scope, villages), ['cases', 'attachments'], [item.scope, villages]);
  const status = useAnswer((store) => store.syncStatus(), ['sync'], []);
  if (held === undefined || status === undefined || disk === undefined) return undefined;
  const mine = <T extends { readonly scope: string; readonly active: boolean }>(records: readonly T[]) => records.filter(({ scope, active }) => active && (scope === item.scope || item.scope.startsWith(scope)));
  const known = new Set([...directory.deputies, ...directory.units].map(({ id }) => id));
  const invited = item.activity === null ? item.deputies : [...item.activity.expected.deputies, ...item.activity.expected.units];
  const { lastContact, waiting, clockOffset } = status;
  return {
    cases: held.rows, remote: held.remote,
    facts: {
      installed: desktopApi() !== null, mayWrite: session.writes.includes(item.scope) && mayAppend(session.role, 'case.registered'),
      villages: mine(directory.villages).length, deputies: mine(directory.deputies).length, units: mine(directory.units).length, categories: directory.categories.filter(({ active }) => active).length,
      unknownGuests: invited.filter((id) => !known.has(id)).length, places: villages.flatMap((id) => directory.villages.find((one) => one.id === id)?.name ?? []),
      openCases: held.rows.length, unrelayed: held.rows.filter(({ repliedOn, relayedOn }) => repliedOn !== null && relayedOn === null).length,
      files: held.files, remoteFiles: held.remote.length, remoteBytes: held.remote.reduce((sum, { attachment }) => sum + attachment.size, 0),
      lastContact, waiting, clock: clockWarning(clockOffset), clockKnown: clockOffset !== null, freeBytes: disk,
    },
  };
}

/** Fetches what is only at the county, one after another; `at` learns how many are through. Answers how many did not come. */
export function useFetching(): { readonly fetching: number | null; readonly fetchAll: (files: readonly NamedFile[]) => Promise<number> } {
  const store = useStore();
  const [fetching, setFetching] = useState<number | null>(null);
  const fetchAll = useCallback(async (files: readonly NamedFile[]) => {
    let failed = 0;
    for (const [index, { scope, attachment }] of files.entries()) {
      setFetching(index);
      const read = await store.readAttachment(scope, attachment);
      if (!read.ok) failed += 1;
    }
    setFetching(null);
    return failed;
  }, [store]);
  return { fetching, fetchAll };
}

/** The villages whose people come: the activity's own, and those of its station. None: the whole township. */
export function comingVillages({ village, station }: Pick<SeasonItem, 'village' | 'station'>, { stations }: Pick<Directory, 'stations'>): readonly string[] {
  const point = stations.find(({ id }) => id === station);
  return [...new Set([village, point?.village ?? null, ...point?.villages ?? []])].filter((one) => one !== null);
}

async function heldCases(store: Store, scope: string, villages: readonly string[]): Promise<{ readonly rows: readonly CaseRow[]; readonly files: number; readonly remote: readonly NamedFile[] }> {
  const wanted = villages.length === 0 ? [{}] : villages.map((village) => ({ village }));
  const pages = await Promise.all(wanted.map((filter) => store.cases({ filter: { ...filter, scope, open: true }, sort: 'received', descending: true, offset: 0, limit: MOST_CASES })));
  const rows = pages.flatMap((page) => page.rows);
  const files = new Map<string, NamedFile>();
  for (const row of rows) {
    const view = await store.case(row.id);
    for (const { body } of view?.state.timeline ?? []) for (const attachment of attachmentsIn(body)) files.set(attachment.hash, { scope: row.scope, attachment });
  }
  const standings = await store.attachmentStandings(scope, [...files.keys()]);
  return { rows, files: files.size, remote: [...files].filter(([hash]) => standings[hash]?.place === 'remote').map(([, file]) => file) };
}

/** Free bytes of the disk, or what the browser gives; null when neither says. Asked once. */
function useFreeBytes(): number | null | undefined {
  const [free, setFree] = useState<number | null | undefined>(undefined);
  useEffect(() => {
    let gone = false;
    void freeBytesNow().then((bytes) => { if (!gone) setFree(bytes); }, () => { if (!gone) setFree(null); });
    return () => { gone = true; };
  }, []);
  return free;
}
