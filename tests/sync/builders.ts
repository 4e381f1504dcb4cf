/** Small things that the sync tests are built of. */
import type { Session } from '../../shared/access.ts';
import { AT_ZERO } from '../../shared/kernel/hybrid-clock.ts';
import { appendTo, headAfter, type ChainHead, type Entry, type EntryDraft } from '../../shared/ledger/entry.ts';
import { logAfter, logStart, type LogToken } from '../../shared/ledger/log-hash.ts';
import { openEngine, step, type EngineState, type SyncEffect, type SyncEvent, type SyncRequest } from '../../shared/sync/engine.ts';
import { startLog, type LogState } from '../../shared/sync/log-state.ts';
import type { DigestAnswer, OfferAnswer, PullAnswer, PushAnswer } from '../../shared/sync/wire.ts';

export const SCOPE = '411122201';
export const OTHER_SCOPE = '411122202';
export const REPLICA = 'aaaaaaaaaa';
export const OTHER_REPLICA = 'bbbbbbbbbb';
export const RECEIPT = 'ab'.repeat(32);

export const LI: Session = { user: 'li', userName: '李记录', role: 'recorder', home: SCOPE, reads: [SCOPE, '411122'], writes: [SCOPE] };
export const WANG: Session = { ...LI, user: 'wang', userName: '王秘书', role: 'secretary' };

export function aNote(text = '路灯不亮', scope = SCOPE): EntryDraft {
  return { scope, subject: 'case:1', type: 'case.noted', v: 1, body: { text } };
}

/** `count` notes, one chain. */
export function notes(count: number, by: { readonly replica?: string; readonly actor?: string; readonly scope?: string; readonly text?: string } = {}): Entry[] {
  const entries: Entry[] = [];
  let head: ChainHead = { replica: by.replica ?? REPLICA, seq: 0, prev: '', at: AT_ZERO };
  for (let i = 0; i < count; i += 1) {
    const entry = appendTo(head, aNote(`${by.text ?? '第'}${String(i + 1)}`, by.scope ?? SCOPE), { actor: by.actor ?? 'li', nowMs: 1_785_000_000_000 + i });
    head = headAfter(entry);
    entries.push(entry);
  }
  return entries;
}

/** The token after `entries` in the log of SCOPE. */
export function tokenAfter(entries: readonly Entry[], from: LogToken = logStart(SCOPE)): LogToken {
  return entries.reduce((token, entry) => logAfter(token, entry.id), from);
}

/** A device's memory that has nothing to offer, and was compared whole with the county's. */
export function aLog(changes: Partial<LogState> = {}): LogState {
  return { ...startLog(SCOPE, REPLICA), offered: null, verified: logStart(SCOPE), ...changes };
}

const answered = { generation: 0, serverTime: 1_785_000_000_000, replicaSeq: 0 };

/** Entries accepted one after another, the first at `rev`. */
export function accepted(entries: readonly Entry[], rev = 1): PushAnswer['verdicts'] {
  return entries.map((entry, i) => ({ id: entry.id, verdict: 'accepted', rev: rev + i, receipt: RECEIPT }));
}

export function pushed(entries: readonly Entry[], changes: Partial<PushAnswer> = {}): PushAnswer {
  return { ...answered, outcome: 'pushed', token: tokenAfter(entries), verdicts: accepted(entries), ...changes };
}

export function pulled(entries: readonly Entry[], changes: Partial<PullAnswer> = {}): PullAnswer {
  return {
    ...answered, outcome: 'pulled', base: logStart(SCOPE), cursor: tokenAfter(entries), head: entries.length,
    entries: entries.map((entry) => ({ entry, receipt: RECEIPT })), ...changes,
  };
}

export function offered(ids: readonly string[], missing: readonly string[], changes: Partial<OfferAnswer> = {}): OfferAnswer {
  return { ...answered, outcome: 'offered', missing: [...missing], known: ids.length - missing.length, upTo: ids.at(-1) ?? '', token: logStart(SCOPE), ...changes };
}

export function digested(upTo: LogToken, changes: Partial<DigestAnswer> = {}): DigestAnswer {
  return { ...answered, outcome: 'digested', upTo, ...changes };
}

/** An engine under the hand of a test, which plays the driver. */
export class Bench {
  state: EngineState;
  effects: readonly SyncEffect[] = [];

  constructor(log: LogState = aLog(), own: { replica?: string; seq?: number; former?: readonly string[] } = {}) {
    this.state = openEngine(log, { replica: own.replica ?? log.replica, seq: own.seq ?? 0, former: own.former ?? [] });
  }

  step(event: SyncEvent): this {
    const next = step(this.state, event);
    this.state = next.state;
    this.effects = next.effects;
    return this;
  }

  /** The effect of this type that the last step asked for. */
  effect<T extends SyncEffect['type']>(type: T): Extract<SyncEffect, { type: T }> {
    const found = this.effects.find((effect): effect is Extract<SyncEffect, { type: T }> => effect.type === type);
    if (!found) throw new Error(`no ${type} among ${this.effects.map((effect) => effect.type).join(', ') || 'no effects'}`);
    return found;
  }

  request(): SyncRequest {
    return this.effect('request').body;
  }

  /** Answers the request in flight. */
  answer(body: unknown): this {
    const { doing } = this.state;
    if (doing.kind !== 'asking') throw new Error(`nothing was asked: ${doing.kind}`);
    return this.step({ type: 'answer', requestId: doing.requestId, body });
  }

  fail(error: Extract<SyncEvent, { type: 'failed' }>['error'], newest: number | null = null): this {
    const { doing } = this.state;
    if (doing.kind !== 'asking') throw new Error(`nothing was asked: ${doing.kind}`);
    return this.step({ type: 'failed', requestId: doing.requestId, error, newest });
  }

  /** Wakes it and lets `entries` wait: the push is in flight. */
  pushing(entries: readonly Entry[]): this {
    return this.step({ type: 'wake' }).step({ type: 'loaded', entries: entries.map((entry) => ({ entry })) });
  }

  /** Wakes it with nothing waiting: the pull is in flight. */
  pulling(): this {
    return this.step({ type: 'wake' }).step({ type: 'loaded', entries: [] });
  }

  stored(inserted: readonly string[] = []): this {
    return this.step({ type: 'stored', inserted });
  }
}
