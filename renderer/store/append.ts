/** Performing acts: decide, append, judge, and store, all or none, one perform at a time. */
import type { Session } from '../../shared/access.ts';
import type { Act, Refusal } from '../../shared/act.ts';
import { decide } from '../../shared/decide.ts';
import { judgeEntry, refusalOf } from '../../shared/judge.ts';
import { canonicalJson, wellFormed } from '../../shared/kernel/content-hash.ts';
import { AT_ZERO, receive, type At } from '../../shared/kernel/hybrid-clock.ts';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import { appendTo, headAfter, headerOf, parseEntry, type ChainHead, type Entry, type EntryHeader } from '../../shared/ledger/entry.ts';
import { headOf, type Entries } from './entries.ts';
import type { Entered, Ledger } from './ledger.ts';
import type { SubjectEntries } from './subject-entries.ts';

export interface Appender {
  /** Decides and stores `acts`, all or none; returns the headers of the entries. Call it inside the writer queue. */
  perform(acts: readonly Act[]): Promise<Result<readonly EntryHeader[], Refusal>>;
}

export interface AppenderParts {
  readonly entries: Entries;
  readonly subjects: SubjectEntries;
  readonly ledger: Ledger;
  /** The device's chain and who acts, or null before the device is enrolled. */
  readonly writer: () => { readonly replica: string; readonly session: Session } | null;
  readonly clock: () => At;
  readonly now: () => number;
  /** Brings the tables and memory up to date; what it cannot store it shows all the same. */
  readonly project: (entered?: Entered) => Promise<void>;
}

/** More acts than one person's step ever has; they must fit one journal call, which is all or none. */
const MOST_ACTS = 200;
const MOST_LENGTH = 2 * 1024 * 1024;

export function createAppender(parts: AppenderParts): Appender {
  const { entries, subjects, ledger } = parts;
  /** The last attempt whose outcome was not known: if it turns out to have been stored, asking again means the same. */
  let unsure: { readonly acts: string; readonly made: readonly EntryHeader[] } | null = null;
  /** The last reading of this device's own clock: ahead of the projector's while a projection is behind. */
  let lastAt: At = AT_ZERO;

  return {
    async perform(requested) {
      const writer = parts.writer();
      if (!writer) return err({ code: 'not-enrolled' });
      if (!ledger.healthy()) return err({ code: 'storage-failed' });
      const acts = requested.map(asCarried);
      const settled = await ledger.settle();
      if (!settled.ok) return err({ code: settled.error });
      if (settled.value.length > 0) await parts.project();
      const earlier = unsure;
      unsure = null;
      if (earlier && earlier.acts === canonicalJson(acts) && earlier.made.every(({ id }) => settled.value.includes(id))) return ok(earlier.made);

      const made = await decideAll(acts, writer);
      if (!made.ok) return made;
      const headers = made.value.map(headerOf);
      const stored = await ledger.store({ entries: made.value.map((entry) => ({ entry })), proofs: [] });
      if (!stored.ok) {
        if (stored.error === 'journal-unreachable') unsure = { acts: canonicalJson(acts), made: headers };
        return err({ code: stored.error });
      }
      // Saved from here on: a projection that fails now is made up for from its checkpoint.
      lastAt = headers.at(-1)?.at ?? lastAt;
      await parts.project(stored.value).catch(() => { subjects.forget(acts.map((act) => act.subject)); });
      return ok(headers);
    },
  };

  async function decideAll(acts: readonly Act[], { replica, session }: { replica: string; session: Session }): Promise<Result<readonly Entry[], Refusal>> {
    if (acts.length > MOST_ACTS || JSON.stringify(acts).length > MOST_LENGTH) return err({ code: 'journal-too-large' });
    const known = await subjects.load([...new Set(acts.map((act) => act.subject))]);
    const heads = new Map<string, ChainHead>();
    const made: Entry[] = [];
    let clock = receive(lastAt, parts.clock());
    const nowMs = parts.now();
    for (const act of acts) {
      const before = [...(known.get(act.subject) ?? []).map((held) => held.entry), ...made.filter((entry) => entry.subject === act.subject)];
      const draft = decide(before, act, session);
      if (!draft.ok) return draft;
      const head = heads.get(act.scope) ?? headOf(await entries.chainEnd({ scope: act.scope, replica }), replica, clock);
      const entry = appendTo({ ...head, at: clock }, draft.value, { actor: session.user, nowMs });
      const whole = parseEntry(entry);
      if (!whole.ok) return err({ code: refusalOf(whole.error) });
      const judged = judgeEntry(entry, session);
      if (!judged.ok) return err({ code: judged.error });
      heads.set(act.scope, headAfter(entry));
      clock = entry.at;
      made.push(entry);
    }
    return ok(made);
  }
}

/** The act as JSON carries it: no `undefined`, no half of a surrogate pair (an emoji cut by a length limit), which UTF-8 could not keep. */
function asCarried(act: Act): Act {
  return JSON.parse(JSON.stringify(act, (_key, value: unknown) => (typeof value === 'string' ? wellFormed(value) : value))) as Act;
}
