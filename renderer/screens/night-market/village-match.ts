/** Finding a village as it is typed: by part of its name or by pinyin initials (`hdm` finds 皇帝庙村). */
import type { Village } from '../../../shared/village/village.ts';

/**
 * The active villages that `typed` may mean, best first: whole name, start of the initials, start of the name, anywhere in
 * the name. All of them, in the order of the directory, when nothing is typed.
 */
export function villagesMatching(villages: readonly Village[], typed: string): readonly Village[] {
  const wanted = typed.trim().toLowerCase();
  const active = villages.filter((village) => village.active);
  if (wanted === '') return active;
  return active.flatMap((village) => {
    const rank = rankOf(village, wanted);
    return rank === null ? [] : [{ village, rank }];
  }).sort((a, b) => a.rank - b.rank).map(({ village }) => village);
}

/** The active village of exactly this name; `皇帝庙` is taken for 皇帝庙村 when no other village begins so. */
export function villageNamed(villages: readonly Village[], typed: string): Village | null {
  const wanted = typed.trim();
  if (wanted === '') return null;
  const active = villages.filter((village) => village.active);
  const exact = active.find((village) => village.name === wanted);
  if (exact) return exact;
  const short = active.filter((village) => village.name === `${wanted}村` || village.name === `${wanted}社区`);
  return short.length === 1 ? short[0] ?? null : null;
}

function rankOf(village: Village, wanted: string): number | null {
  const name = village.name.toLowerCase();
  if (name === wanted) return 0;
  if (village.initials.startsWith(wanted)) return 1;
  if (name.startsWith(wanted)) return 2;
  return name.includes(wanted) ? 3 : null;
}
