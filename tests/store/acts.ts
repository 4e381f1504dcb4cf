/** Acts as screens would build them, for 皇帝庙乡 of the demo county. */
import type { Act } from '../../shared/act.ts';

export const TOWNSHIP = '411122201';

/** A new case's id. */
export function aCaseId(): string {
  return `case:${crypto.randomUUID()}`;
}

/** Registering a case; `body` overrides. */
export function registering(subject: string, body: Record<string, unknown> = {}): Act {
  return {
    scope: TOWNSHIP, subject, type: 'case.registered',
    body: { channel: 'night_market', matter: 'opinion', words: '村东头路灯坏了三天，晚上老人出门看不见。', receivedOn: '2026-05-18', receivedAt: '19:40', tempNo: '临-test-1', ...body },
  };
}

export function sorting(subject: string, body: Record<string, unknown> = {}): Act {
  return { scope: TOWNSHIP, subject, type: 'case.sorted', body: { title: '村东头路灯不亮', category: '公共安全', level: 'minor', on: '2026-05-19', ...body } };
}

export function noting(subject: string, text: string): Act {
  return { scope: TOWNSHIP, subject, type: 'case.noted', body: { text } };
}

export function assigning(subject: string, lead: string): Act {
  return { scope: TOWNSHIP, subject, type: 'case.assigned', body: { lead, co: [], orderNo: '皇帝庙交〔2026〕1号', on: '2026-05-20', dueOn: '2026-05-27', rule: 'minor' } };
}
