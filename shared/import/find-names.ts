/** Who or what a name in a cell means: townships, villages and deputies as people write them. */
import type { Deputy } from '../deputy/deputy.ts';
import type { Village } from '../village/village.ts';
import { nameKey } from './sheet.ts';

export interface Place { readonly code: string; readonly name: string; readonly organ: string }

/** Several names in one cell. */
export function namesIn(text: string): readonly string[] {
  return [...new Set(text.split(/[、,，;；/\n]+/).map((one) => one.trim()).filter((one) => one !== ''))];
}

/** The place of this name, its code, or its name without 乡、镇、街道; `临颍县皇帝庙乡` is 皇帝庙乡. Null when there is none, or more than one. */
export function placeNamed(places: readonly Place[], typed: string): Place | null {
  const wanted = nameKey(typed).replace(/(人民政府|人大主席团|人大|办事处)$/, '');
  const exact = places.find(({ code, name, organ }) => code === wanted || nameKey(name) === wanted || nameKey(organ) === nameKey(typed));
  if (exact !== undefined) return exact;
  const [found, another] = places.filter(({ name }) => {
    const key = nameKey(name);
    return wanted.endsWith(key) || (wanted.length >= 2 && key.replace(/(乡|镇|街道|街道办事处)$/, '') === wanted.replace(/(乡|镇|街道)$/, ''));
  });
  return found !== undefined && another === undefined ? found : null;
}

/** Places, villages and deputies by what people write of them; made once for a file, since thousands of rows ask. */
export interface NameFinder {
  readonly place: (typed: string) => Place | null;
  /** The village of this name in the scope: `皇帝庙`, `皇帝庙村`, `皇帝庙村委会` and `皇帝庙村村民委员会` are one. Those in use come first. */
  readonly village: (scope: string, typed: string) => Village | null;
  /** The scopes that have a village in use of exactly this name. */
  readonly scopesOf: (typed: string) => readonly string[];
  /** The deputies in use of this name whom the scope sees: its own, else the county's. */
  readonly deputies: (scope: string, typed: string) => readonly Deputy[];
}

export function createNameFinder({ places, villages, deputies }: { readonly places: readonly Place[]; readonly villages: readonly Village[]; readonly deputies: readonly Deputy[] }): NameFinder {
  const placeOf = new Map<string, Place | null>();
  const villageAt = new Map<string, Village>();
  const scopes = new Map<string, string[]>();
  for (const village of [...villages].sort((a, b) => Number(b.active) - Number(a.active))) {
    const key = villageKey(village.name);
    const at = `${village.scope} ${key}`;
    if (!villageAt.has(at)) villageAt.set(at, village);
    if (village.active) scopes.set(key, [...scopes.get(key) ?? [], village.scope]);
  }
  const byName = new Map<string, Deputy[]>();
  for (const deputy of deputies) if (deputy.active) byName.set(nameKey(deputy.name), [...byName.get(nameKey(deputy.name)) ?? [], deputy]);
  return {
    place(typed) {
      const known = placeOf.get(typed);
      if (known !== undefined) return known;
      const found = placeNamed(places, typed);
      placeOf.set(typed, found);
      return found;
    },
    village(scope, typed) {
      const key = villageKey(typed);
      if (key === '') return null;
      const exact = villageAt.get(`${scope} ${key}`);
      if (exact !== undefined) return exact;
      const short = [`${key}村`, `${key}社区`].flatMap((one) => villageAt.get(`${scope} ${one}`) ?? []);
      return short.length === 1 ? short[0] ?? null : null;
    },
    scopesOf: (typed) => [...new Set(scopes.get(villageKey(typed)) ?? [])],
    deputies(scope, typed) {
      const named = byName.get(nameKey(typed)) ?? [];
      const own = named.filter((one) => one.scope === scope);
      return own.length > 0 ? own : named.filter((one) => scope.startsWith(one.scope));
    },
  };
}

/** A village's name as it is compared, without its committee. */
export function villageKey(name: string): string {
  return nameKey(name).replace(/(村)?(村民委员会|居民委员会)$/, '$1').replace(/(?<=村)委会$/, '').replace(/(?<=社区)居委会$/, '').replace(/居委会$/, '社区');
}

/** A telephone number: mobile, fixed with or without area code, extension, short numbers of five or six digits (12345); several of them apart by a mark. */
export function isPhone(text: string): boolean {
  const numbers = text.split(/[、,;/ ]+/).filter((one) => one !== '');
  return numbers.length > 0 && numbers.every((one) => /^(\+?86-?)?1\d{10}$|^(\(?0\d{2,3}\)?-?)?[2-9]\d{6,7}(-\d{1,6})?$|^[48]00-?\d{3}-?\d{4}$|^1\d{4}$|^[1-9]\d{5}$|^\d{3}-\d{4}-\d{4}$/.test(one));
}
