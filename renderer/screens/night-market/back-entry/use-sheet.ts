/** The sheet with its store: taken up where it was left, kept as a draft at every key. */
import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import type { Store } from '../../../store/client.ts';
import { useStore } from '../../../store/store-context.tsx';
import { newSubject } from '../../../ui/new-subject.ts';
import { useDraft } from '../../../ui/use-draft.ts';
import { lacking, MOST_ROWS, nextSheet, rowsOfDraft, sheetOf, sheetToDraft, type Sheet, type SheetEvent, type SheetRow } from './sheet.ts';
import type { Column } from './sheet-columns.ts';

export interface SheetHands {
  /** Null until the draft has been read. */
  readonly sheet: Sheet | null;
  readonly write: (row: number, column: Column, text: string) => void;
  /** Lays rows over the lines from `at` on; answers how many found no room. */
  readonly paste: (at: number, rows: readonly Readonly<Partial<Record<Column, string>>>[]) => number;
  readonly dispatch: (event: SheetEvent) => void;
}

/** The draft's key for an activity. */
export function sheetKey(activityId: string): string {
  return `back-entry:${activityId}`;
}

export function useSheet(activityId: string): SheetHands {
  const store = useStore();
  const [ready, setReady] = useState(false);
  const [sheet, dispatch] = useReducer(nextSheet, sheetOf([]));
  const kept = useDraft(sheetKey(activityId));
  const latest = useRef(sheet);
  useEffect(() => { latest.current = sheet; });
  useEffect(() => {
    let gone = false;
    void keptRows(store, sheetKey(activityId)).then((rows) => {
      if (gone) return;
      dispatch({ type: 'returned', rows });
      setReady(true);
    });
    return () => { gone = true; };
  }, [store, activityId]);

  const { rows } = sheet;
  useEffect(() => {
    if (!ready) return;
    const draft = sheetToDraft({ rows });
    if (draft === null) void kept.drop();
    else kept.keep(draft);
  }, [kept, ready, rows]);

  const write = useCallback((row: number, column: Column, text: string) => {
    if (row >= MOST_ROWS || (latest.current.rows[row]?.cells[column] ?? '') === text) return;
    dispatch({ type: 'written', row, column, text, subjects: newSubjects(lacking(latest.current, row)) });
  }, []);
  const paste = useCallback((at: number, block: readonly Readonly<Partial<Record<Column, string>>>[]) => {
    const room = block.slice(0, MOST_ROWS - at);
    dispatch({ type: 'pasted', at, rows: room, subjects: newSubjects(lacking(latest.current, at + room.length - 1)) });
    return block.length - room.length;
  }, []);
  return { sheet: ready ? sheet : null, write, paste, dispatch };
}

/** The rows of the draft, without those that were registered in the very moment of a power cut. */
async function keptRows(store: Store, key: string): Promise<readonly SheetRow[]> {
  const draft = (await store.drafts()).find((one) => one.key === key);
  const rows = draft === undefined ? [] : rowsOfDraft(draft.fields);
  const known = await Promise.all(rows.map(({ subject }) => store.case(subject)));
  return rows.filter((_, index) => known[index] === null);
}

function newSubjects(count: number): readonly string[] {
  return Array.from({ length: count }, () => newSubject('case'));
}
