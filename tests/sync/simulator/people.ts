/** The county of the simulator: two townships, their people, and what they write. */
import type { Session } from '../../../shared/access.ts';
import type { EntryDraft } from '../../../shared/ledger/entry.ts';

export const COUNTY = '411122';
export const TOWNSHIPS = ['411122201', '411122202'] as const;

/** Virtual time 0: 2026-08-01 in China. */
export const START_MS = Date.UTC(2026, 6, 31, 16);

/** The person at device `n`: the first is the county's, the others belong to the townships in turn. */
export function personAt(n: number): Session {
  const [first, second] = TOWNSHIPS;
  if (n === 0) return { user: 'zhao', userName: '赵主任', role: 'county', home: COUNTY, reads: [COUNTY, first, second], writes: [COUNTY, first, second] };
  const home = n % 2 === 1 ? first : second;
  return { user: `user${String(n)}`, userName: `用户${String(n)}`, role: n % 3 === 0 ? 'recorder' : 'secretary', home, reads: [home, COUNTY], writes: [home] };
}

/** What somebody writes. The last three are refused by the county, each for its own reason. */
export const WRITINGS = ['register', 'note', 'sort', 'unit', 'unknown-type', 'newer-version', 'invalid-body'] as const;
export type Writing = (typeof WRITINGS)[number];

/** The draft of an entry about case `n` of a scope, or null when this person cannot write such a thing. */
export function draftOf(writing: Writing, about: { readonly session: Session; readonly scope: string; readonly n: number; readonly text: string }): EntryDraft | null {
  const { session, scope, n, text } = about;
  const at = { scope, subject: `case:${scope}-${String(n)}`, v: 1 };
  switch (writing) {
    case 'register': return { ...at, type: 'case.registered', body: { channel: 'visit', matter: 'opinion', words: text, receivedOn: '2026-08-01', tempNo: `临-${String(n)}` } };
    case 'note': return { ...at, type: 'case.noted', body: { text } };
    case 'sort': return session.role === 'secretary' ? { ...at, type: 'case.sorted', body: { title: text, category: '道路', level: 'minor', on: '2026-08-02' } } : null;
    case 'unit': return session.role === 'county' ? { scope, subject: `unit:${String(n)}`, v: 1, type: 'unit.updated', body: { set: { name: text } } } : null;
    case 'unknown-type': return { ...at, type: 'case.dreamt', body: { text } };
    case 'newer-version': return { ...at, type: 'case.noted', v: 99, body: { text } };
    case 'invalid-body': return { ...at, type: 'case.noted', body: { text: '' } };
  }
}

/** The refusal that a writing meets, or null when it must be accepted. */
export const EXPECTED_REFUSAL: Readonly<Record<Writing, string | null>> = {
  'register': null, 'note': null, 'sort': null, 'unit': null, 'unknown-type': 'type-unknown', 'newer-version': 'version-newer', 'invalid-body': 'body-invalid',
};
