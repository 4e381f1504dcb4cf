/** Which cases of the list are chosen, to do one thing with all of them. */
import { App } from 'antd';
import { useCallback, useMemo, useState } from 'react';

/** The list's name for people who hear the screen; also how the keyboard finds it. */
export const LIST_LABEL = '民情台账';
/** As many as one person can still answer for; more are for an export. */
export const MOST_CHOSEN = 500;

export interface Choosing {
  readonly ids: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
  /** Exactly these; `wanted` is how many were meant, when that is more than may be chosen at once. */
  readonly replace: (ids: readonly string[], wanted: number) => void;
  readonly clear: () => void;
}

/** The choice ends when the list shows something else (`listKey`): nobody acts on what they do not see. */
export function useChoosing(listKey: string): Choosing {
  const { message } = App.useApp();
  const [chosen, setChosen] = useState<{ readonly listKey: string; readonly ids: ReadonlySet<string> }>(() => ({ listKey, ids: new Set() }));
  const ids = useMemo<ReadonlySet<string>>(() => (chosen.listKey === listKey ? chosen.ids : new Set()), [chosen, listKey]);
  const clear = useCallback(() => { setChosen({ listKey, ids: new Set() }); }, [listKey]);
  const replace = useCallback((next: readonly string[], wanted: number) => {
    setChosen({ listKey, ids: new Set(next) });
    if (wanted > MOST_CHOSEN) void message.info(`一次最多选 ${MOST_CHOSEN} 件，已选前 ${MOST_CHOSEN} 件。全部导出不用选，直接点“导出”。`);
  }, [listKey, message]);
  const toggle = useCallback((id: string) => {
    if (!ids.has(id) && ids.size >= MOST_CHOSEN) { void message.info(`一次最多选 ${MOST_CHOSEN} 件。`); return; }
    const next = new Set(ids);
    if (!next.delete(id)) next.add(id);
    setChosen({ listKey, ids: next });
  }, [ids, listKey, message]);
  return useMemo(() => ({ ids, toggle, replace, clear }), [ids, toggle, replace, clear]);
}
