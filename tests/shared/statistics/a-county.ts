/** A county's ledger for tests of statistics: entries of activities, cases, suggestions, stations and deputies, folded like on every device. */
import { foldActivity } from '../../../shared/activity/fold.ts';
import type { ActivityBody, ActivityKind } from '../../../shared/activity/activity.ts';
import type { CaseBody } from '../../../shared/case/case.ts';
import { foldCase } from '../../../shared/case/fold.ts';
import { foldDeputy, type DeputyLevel } from '../../../shared/deputy/deputy.ts';
import type { Entry } from '../../../shared/ledger/entry.ts';
import { foldStation, type StationTier } from '../../../shared/station/station.ts';
import { caseFacts } from '../../../shared/statistics/case-facts.ts';
import type { Pool } from '../../../shared/statistics/measure.ts';
import { foldSuggestion } from '../../../shared/suggestion/fold.ts';
import { aDesk, bodyOf as caseBody, TOWNSHIP, type Step } from '../case/acts.ts';
import { bodyOf as suggestionBody, type Step as SuggestionStep } from '../suggestion/acts.ts';

export const ON = '2024-07-15';

export interface HeldActivity {
  readonly kind: ActivityKind;
  readonly on?: string;
  readonly scope?: string;
  readonly campaign?: string;
  readonly station?: string;
  readonly deputies?: readonly string[];
  readonly citizens?: number;
  readonly tallies?: Readonly<Record<string, number>>;
  readonly fields?: ActivityBody<'activity.recorded'>['set'];
  readonly units?: readonly { readonly unit: string; readonly head: boolean }[];
}

/** An empty ledger. Everything that is added is written as the entries that the app would write. */
export function aCounty() {
  const desk = aDesk();
  const subjects = new Map<string, Entry[]>();
  let last = 0;
  const nextId = (aggregate: string): string => `${aggregate}:n${String(last += 1)}`;
  const write = (subject: string, type: string, body: Record<string, unknown>, scope = TOWNSHIP): void => {
    const entry = desk.write({ subject, type, body, scope });
    const held = subjects.get(subject);
    if (held) held.push(entry);
    else subjects.set(subject, [entry]);
  };

  const county = {
    /** Held and over. */
    activity({ kind, on = ON, scope = TOWNSHIP, campaign, station, deputies = [], citizens = 0, tallies = {}, fields = {}, units = [] }: HeldActivity): string {
      const id = nextId('activity');
      write(id, 'activity.opened', { kind, place: '文化广场', on, from: '19:00', ...(campaign === undefined ? {} : { campaign }), ...(station === undefined ? {} : { station }) }, scope);
      if (deputies.length > 0) write(id, 'activity.attended', { deputies }, scope);
      for (const { unit, head } of units) write(id, 'activity.checked_in', { as: 'unit', who: unit, name: unit, head, present: true }, scope);
      if (citizens > 0) write(id, 'activity.counted', { citizens, over: [] }, scope);
      for (const [counter, by] of Object.entries(tallies)) write(id, 'activity.tallied', { counter, by }, scope);
      if (Object.keys(fields).length > 0) write(id, 'activity.recorded', { set: fields }, scope);
      write(id, 'activity.closed', { until: '21:00' }, scope);
      return id;
    },
    /** Two laptops each began it: `part` was the same as `main`. */
    merge(part: string, main: string): void {
      write(part, 'activity.merged', { into: main, on: ON });
    },
    /** Planned, and nobody began it; or cancelled. */
    planned(kind: ActivityKind, { cancelled }: { readonly cancelled: boolean }): void {
      const id = nextId('activity');
      write(id, 'activity.planned', { kind, place: '文化广场', on: ON });
      write(id, 'activity.checked_in', { as: 'deputy', who: 'deputy:early', present: true });
      if (cancelled) write(id, 'activity.cancelled', { reason: '下雨', on: ON });
    },
    /** A case by its steps; the first is the registration. */
    matter(changes: Partial<CaseBody<'case.registered'>> = {}, steps: readonly Step[] = [], scope = TOWNSHIP): string {
      const id = nextId('case');
      write(id, 'case.registered', { channel: 'night_market', matter: 'opinion', words: '路灯坏了', receivedOn: ON, tempNo: `临-aaaa-${String(last)}`, ...changes }, scope);
      for (const step of steps) write(id, step[0], caseBody(step), scope);
      return id;
    },
    suggestion(steps: readonly SuggestionStep[]): void {
      const id = nextId('suggestion');
      for (const step of steps) write(id, step[0], suggestionBody(step));
    },
    station(tier: StationTier, deputies: readonly string[] = []): string {
      const id = nextId('station');
      write(id, 'station.updated', { set: { name: `站点${String(last)}`, tier, deputies } });
      return id;
    },
    deputy(id: string, level: DeputyLevel): string {
      write(id, 'deputy.updated', { set: { name: `代表${id}`, level } });
      return id;
    },
    /** What the entries add up to. */
    pool(): Pool {
      const foldAll = <T>(aggregate: string, fold: (entries: readonly Entry[]) => T | null): T[] =>
        [...subjects].filter(([subject]) => subject.startsWith(`${aggregate}:`)).map(([, entries]) => fold(entries)).filter((state) => state !== null);
      return {
        activities: foldAll('activity', foldActivity), cases: foldAll('case', foldCase).map(caseFacts), suggestions: foldAll('suggestion', foldSuggestion), stations: foldAll('station', foldStation), deputies: foldAll('deputy', foldDeputy),
      };
    },
  };
  return county;
}
export type County = ReturnType<typeof aCounty>;

/** Answered at the table, and the citizen is satisfied: 解决. */
export const SOLVED: readonly Step[] = [['case.evaluated', { by: 'citizen', grade: 'satisfied', on: ON }]];
export const AT_THE_TABLE = { answeredOnSpot: '当场说清' } as const;

/** `total` in parts as even as can be: whole, and adding up. */
export function shares(total: number, parts: number): readonly number[] {
  return Array.from({ length: parts }, (_, at) => Math.floor(total / parts) + (at < total % parts ? 1 : 0));
}

/** Deputies `deputy:d1` … of whom any number may come. */
export function someDeputies(n: number, from = 0): readonly string[] {
  return Array.from({ length: n }, (_, at) => `deputy:d${String(from + at + 1)}`);
}
