/**
 * Which cases are one matter, and how often it came up: 集中提 is how many different people raised it, 反复提 how often one of them
 * did. Kept step by step as cases change; what it says depends on the cases alone, never on the order in which they came.
 */
import type { CaseRecord, CaseTexts } from './tables.ts';

/** What of a case its group depends on. */
export interface Grouped { readonly columns: Pick<CaseRecord, 'id' | 'follows' | 'links'>; readonly texts: Pick<CaseTexts, 'reporterName' | 'reporterPhone'> }

/** What a case's group adds to its row. */
export interface GroupFigures {
  /** Cases that were merged into this one and wait for its answer. */
  readonly followers: number;
  /** Different people in the group of this case; 1 for a case of its own. */
  readonly raised: number;
  /** Cases of the group by the reporter of this one, itself included. */
  readonly repeated: number;
}

export const ALONE: GroupFigures = { followers: 0, raised: 1, repeated: 1 };

export interface CaseGroups {
  /** What a case points to; null when it is gone. */
  set(id: string, held: Grouped | null): void;
  /** The figures of all cases that any `set` since the last asking may have changed. */
  changed(): ReadonlyMap<string, GroupFigures>;
  /** Cases merged into this one. */
  followers(id: string): readonly string[];
  /** Cases that link to this one. */
  linkedFrom(id: string): readonly string[];
  clear(): void;
}

/** `again` joins two cases of one person; `same` those of one matter. */
interface Edge { readonly to: string; readonly kind: 'same' | 'again' | 'related' }

/** Groups over cases that `heldOf` answers for: null leaves a case out (not here yet, or withheld). */
export function createCaseGroups(heldOf: (id: string) => Grouped | null): CaseGroups {
  const outgoing = new Map<string, readonly Edge[]>();
  const incoming = new Map<string, Set<string>>();
  const touched = new Set<string>();

  const neighbours = (id: string): readonly Edge[] => [
    ...(outgoing.get(id) ?? []),
    ...[...(incoming.get(id) ?? [])].flatMap((from) => (outgoing.get(from) ?? []).filter(({ to }) => to === id).map(({ kind }) => ({ to: from, kind }))),
  ].filter(({ kind }) => kind !== 'related');

  const groupOf = (start: string): readonly string[] => {
    const group = new Set([start]);
    for (const id of group) for (const { to } of neighbours(id)) if (heldOf(to) !== null) group.add(to);
    return [...group];
  };

  const followers = (id: string): readonly string[] => [...(incoming.get(id) ?? [])].filter((from) => heldOf(from)?.columns.follows === id).sort();

  return {
    set(id, held) {
      // Nearly every case stands alone.
      if ((held === null || isAlone(held)) && !outgoing.has(id) && !incoming.has(id)) return;
      const [before, after] = [outgoing.get(id) ?? [], held === null ? [] : edgesOf(held)];
      for (const { to } of before) incoming.get(to)?.delete(id);
      if (after.length > 0) outgoing.set(id, after);
      else outgoing.delete(id);
      for (const { to } of after) incoming.set(to, (incoming.get(to) ?? new Set()).add(id));
      if (before.length + after.length + (incoming.get(id)?.size ?? 0) > 0) for (const one of [id, ...before.map(({ to }) => to), ...after.map(({ to }) => to), ...(incoming.get(id) ?? [])]) touched.add(one);
    },
    changed() {
      const figures = new Map<string, GroupFigures>();
      for (const start of touched) {
        if (figures.has(start) || heldOf(start) === null) continue;
        const group = groupOf(start);
        const classes = peopleOf(group.map((id) => ({ id, held: heldOf(id) })), neighbours);
        const sizes = new Map<string, number>();
        for (const person of classes.values()) sizes.set(person, (sizes.get(person) ?? 0) + 1);
        for (const id of group) figures.set(id, { followers: followers(id).length, raised: sizes.size, repeated: sizes.get(classes.get(id) ?? '') ?? 1 });
      }
      touched.clear();
      return figures;
    },
    followers,
    linkedFrom: (id) => [...(incoming.get(id) ?? [])].filter((from) => heldOf(from)?.columns.links.some(({ to }) => to === id)).sort(),
    clear() {
      outgoing.clear();
      incoming.clear();
      touched.clear();
    },
  };
}

function isAlone({ columns }: Grouped): boolean {
  return columns.links.length === 0 && columns.follows === null;
}

function edgesOf({ columns }: Grouped): readonly Edge[] {
  const kinds = { same_matter: 'same', raised_again: 'again', related: 'related' } as const;
  const edges: Edge[] = columns.links.map(({ to, relation }) => ({ to, kind: kinds[relation] }));
  if (columns.follows?.startsWith('case:')) edges.push({ to: columns.follows, kind: 'same' });
  return edges.filter(({ to }) => to !== columns.id);
}

/** Who raised each case of a group: by phone, else by name; who gave neither is somebody of their own, unless it was linked as raised again. */
function peopleOf(group: readonly { readonly id: string; readonly held: Grouped | null }[], neighbours: (id: string) => readonly Edge[]): ReadonlyMap<string, string> {
  const phonesOfName = new Map<string, Set<string>>();
  for (const { held } of group) {
    const [name, phone] = [nameKey(held), phoneKey(held?.texts.reporterPhone ?? '')];
    if (name !== '' && phone !== '') phonesOfName.set(name, (phonesOfName.get(name) ?? new Set()).add(phone));
  }
  const person = new Map(group.map(({ id, held }) => {
    const [name, phone] = [nameKey(held), phoneKey(held?.texts.reporterPhone ?? '')];
    // A name without a phone is the one person of that name, when there is only one.
    const phones = phonesOfName.get(name);
    const [only] = phones?.size === 1 ? phones : [];
    return [id, phone !== '' ? `phone ${phone}` : only !== undefined ? `phone ${only}` : name !== '' ? `name ${name}` : `case ${id}`];
  }));
  for (const { id } of group) {
    for (const { to, kind } of neighbours(id)) {
      const [mine, theirs] = [person.get(id), person.get(to)];
      if (kind !== 'again' || mine === undefined || theirs === undefined || mine === theirs) continue;
      for (const [one, who] of person) if (who === theirs) person.set(one, mine);
    }
  }
  return person;
}

function nameKey(held: Grouped | null): string {
  return held?.texts.reporterName.replace(/\s/g, '') ?? '';
}

/** The digits of a phone number that tell people apart: without the country's prefix; too few say nothing. */
export function phoneKey(phone: string): string {
  const digits = phone.replace(/[^0-9]/g, '').replace(/^(00)?86(?=1[0-9]{10}$)/, '');
  return digits.length >= 7 ? digits : '';
}
