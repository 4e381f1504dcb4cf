/** A device as the server sees it: an enrolment, a replica with its chain, and requests as they go over the wire. */
import type { Signed } from '../../shared/identity/device-key.ts';
import type { Enrolment, PullAnswer, PushAnswer } from '../../shared/sync/wire.ts';
import { PROTOCOL_VERSION } from '../../shared/sync/wire.ts';
import { AT_ZERO, receive } from '../../shared/kernel/hybrid-clock.ts';
import { appendTo, headAfter, type ChainHead, type Entry, type EntryDraft } from '../../shared/ledger/entry.ts';
import { logStart, type LogToken } from '../../shared/ledger/log-hash.ts';
import { newReplica } from '../../server/secrets.ts';
import { NOON } from './county.ts';

/** An entry with the receipt that the county gave for it. */
export interface Carried { readonly entry: Entry; readonly receipt?: string; readonly signed?: Signed }

export interface Reply { readonly status: number; readonly body: unknown; readonly headers: Headers }

export class Device {
  readonly enrolment: Enrolment;
  replica = newReplica();
  origin: string;
  /** The newest token of the scope that this device was given. */
  seen: LogToken;
  readonly scope: string;
  #head: ChainHead;

  constructor(enrolment: Enrolment, origin: string, scope = enrolment.session.home) {
    this.enrolment = enrolment;
    this.origin = origin;
    this.scope = scope;
    this.seen = logStart(scope);
    this.#head = { replica: this.replica, seq: 0, prev: '', at: AT_ZERO };
  }

  /** The same profile on another computer: the same token, the same name, the same chain up to here. */
  copied(): Device {
    const copy = new Device(this.enrolment, this.origin, this.scope);
    [copy.replica, copy.seen, copy.#head] = [this.replica, this.seen, this.#head];
    return copy;
  }

  /** Appends an entry to this device's chain, as its user. */
  write(draft: Partial<EntryDraft> & Pick<EntryDraft, 'subject' | 'type' | 'body'>, nowMs = NOON): Entry {
    const entry = appendTo(this.#head, { scope: this.scope, v: 1, ...draft }, { actor: this.enrolment.session.user, nowMs });
    this.#head = headAfter(entry);
    return entry;
  }

  register(key: string, fields: Record<string, unknown> = {}, nowMs = NOON): Entry {
    return this.write({
      subject: `case:${key}`, type: 'case.registered',
      body: { channel: 'night_market', matter: 'opinion', words: '村口的路灯坏了三个月，晚上老人出门不方便。', receivedOn: '2026-11-20', tempNo: `临-${key}`, ...fields },
    }, nowMs);
  }

  async push(items: readonly (Carried | { readonly entry: unknown })[], over: Record<string, unknown> = {}): Promise<Reply> {
    return this.post('/api/sync/push', { ...this.common(), entries: items, ...over });
  }

  /** Pushes entries that must all be accepted. */
  async accepted(entries: readonly Entry[]): Promise<PushAnswer> {
    const reply = await this.push(entries.map((entry) => ({ entry })));
    const answer = reply.body as PushAnswer;
    if (reply.status !== 200 || answer.outcome !== 'pushed' || answer.verdicts.some((one) => one.verdict !== 'accepted')) throw new Error(`not accepted: ${JSON.stringify(reply.body)}`);
    if (answer.token.rev > this.seen.rev) this.seen = answer.token;
    return answer;
  }

  async pull(cursor: LogToken = logStart(this.scope), limit = 1000): Promise<Reply> {
    return this.post('/api/sync/pull', { ...this.common(), cursor, limit });
  }

  /** Pulls the whole log from its start; the device's clock then follows all that it saw. */
  async pullAll(): Promise<readonly Carried[]> {
    const pulled: Carried[] = [];
    let cursor = logStart(this.scope);
    for (;;) {
      const { body } = await this.pull(cursor);
      const answer = body as PullAnswer;
      if (answer.outcome !== 'pulled') throw new Error(`not pulled: ${JSON.stringify(body)}`);
      pulled.push(...answer.entries);
      cursor = answer.cursor;
      if (cursor.rev > this.seen.rev) this.seen = cursor;
      for (const { entry } of answer.entries) this.#head = { ...this.#head, at: receive(this.#head.at, entry.at) };
      if (cursor.rev >= answer.head) return pulled;
    }
  }

  async post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    const response = await fetch(`${this.origin}${path}`, {
      method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${this.enrolment.token}`, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, body: await response.json().catch(() => null), headers: response.headers };
  }

  async get(path: string): Promise<Reply> {
    const response = await fetch(`${this.origin}${path}`, { headers: { authorization: `Bearer ${this.enrolment.token}` } });
    return { status: response.status, body: await response.json().catch(() => null), headers: response.headers };
  }

  common() {
    return { protocol: PROTOCOL_VERSION, scope: this.scope, replica: this.replica, generation: 0, seen: this.seen };
  }
}
