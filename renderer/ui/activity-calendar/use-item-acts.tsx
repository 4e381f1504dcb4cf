/** Moving and cancelling an activity, each with its way back. */
import { App, Button } from 'antd';
import { useCallback } from 'react';
import type { Act } from '../../../shared/act.ts';
import type { SeasonItem } from '../../../shared/activity/season.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import { useStore } from '../../store/store-context.tsx';
import { shortDay } from '../format-date.ts';
import { refusalWords } from '../refusal-words.ts';
import { useToday } from '../use-today.ts';
import { activityAct, amendActs, cancelActs } from './item-acts.ts';

export interface Move { readonly on: LocalDate; readonly from: string; readonly reason: string }

/** Seconds for which the way back is offered. */
const UNDO_SECONDS = 10;

/** Each answers true once it is saved; otherwise a sentence has said why not. */
export function useItemActs(): { readonly move: (item: SeasonItem, to: Move) => Promise<boolean>; readonly cancel: (item: SeasonItem, reason: string) => Promise<boolean> } {
  const store = useStore();
  const { message } = App.useApp();
  const today = useToday();

  const write = useCallback(async (acts: readonly Act[]): Promise<readonly string[] | null> => {
    const done = await store.perform(acts);
    if (!done.ok) void message.error(refusalWords(done.error));
    return done.ok ? done.value : null;
  }, [store, message]);

  const offerBack = useCallback((words: string, back: readonly Act[]) => {
    const key = words;
    const undo = async () => {
      message.destroy(key);
      if (await write(back)) void message.success('已撤销');
    };
    void message.success({ key, duration: UNDO_SECONDS, content: <>{words}<Button type="link" size="small" onClick={() => { void undo(); }}>撤销</Button></> });
  }, [message, write]);

  const move = useCallback(async (item: SeasonItem, { on, from, reason }: Move) => {
    const done = await write(amendActs(item, { on, ...(from === item.from ? {} : { from }), ...(reason === '' ? {} : { reason }) }));
    if (done) offerBack(on === item.on ? `${item.place}改到 ${from}` : `${item.place}改到${shortDay(on, today)}`, [activityAct(item, 'activity.amended', { on: item.on, ...(from === item.from || item.from === '' ? {} : { from: item.from }), reason: '撤销改期' })]);
    return done !== null;
  }, [write, offerBack, today]);

  const cancel = useCallback(async (item: SeasonItem, reason: string) => {
    const done = await write(cancelActs(item, { reason, on: today }));
    const last = done?.at(-1);
    if (last !== undefined) offerBack(`${shortDay(item.on, today)}${item.place}已取消`, [activityAct(item, 'activity.undone', { act: last })]);
    return done !== null;
  }, [write, offerBack, today]);

  return { move, cancel };
}
