import { describe, expect, it } from 'vitest';
import { foldReferral } from '../../../shared/referral/fold.ts';
import { referralDuties } from '../../../shared/referral/duties.ts';
import type { ReferralState } from '../../../shared/referral/referral.ts';
import { aDesk } from '../case/acts.ts';

type Step = readonly [type: string, body: Record<string, unknown>];
const PETITION: Step = ['referral.registered', { kind: 'petition', tempNo: '临-1', title: '宅基地纠纷', receivedOn: '2026-05-18', dueOn: '2026-06-02' }];
const TICKET: Step = ['referral.registered', { kind: 'hotline_ticket', tempNo: '临-2', title: '路灯不亮', outsideNo: 'LY1', receivedOn: '2026-05-18', dueOn: '2026-05-25' }];
const FORWARDED: Step = ['referral.forwarded', { where: '县信访局', way: 'letter', on: '2026-05-19' }];
const NOTIFIED: Step = ['referral.notified', { text: '请到县信访局反映', way: 'letter', by: '王秘书', on: '2026-05-20' }];
const ANSWERED: Step = ['referral.concluded', { outcome: 'answered', text: '已修好', on: '2026-05-24' }];

function referralOf(steps: readonly Step[], id = 'referral:one'): ReferralState {
  const desk = aDesk();
  const state = foldReferral(steps.map(([type, body]) => desk.write({ subject: id, type, body })));
  if (!state) throw new Error('not registered');
  return state;
}

describe('what the desk must do about what it passes on', () => {
  it.each<readonly [string, readonly Step[], string, string | null, string | null]>([
    ['not passed on', [PETITION], '2026-05-19', 'to_forward', 'referral.forwarded'], ['passed on, the petitioner not told', [PETITION, FORWARDED], '2026-05-20', 'to_notify', 'referral.notified'],
    ['three days before the fifteenth', [PETITION, FORWARDED], '2026-05-30', 'due_soon', 'referral.notified'], ['the fifteenth day itself', [PETITION, FORWARDED], '2026-06-02', 'due_soon', 'referral.notified'],
    ['the day after', [PETITION, FORWARDED], '2026-06-03', 'overdue', 'referral.notified'], ['told', [PETITION, FORWARDED, NOTIFIED], '2026-07-01', null, null],
    ['a ticket past the hotline\'s day, though passed on', [TICKET, FORWARDED], '2026-05-26', 'overdue', 'referral.concluded'], ['answered in time', [TICKET, FORWARDED, ANSWERED], '2026-05-26', null, null],
    ['a step without effect', [TICKET, FORWARDED, ANSWERED, ANSWERED], '2026-05-26', 'contested', null],
  ])('%s', (_, steps, today, kind, act) => {
    const [duty] = referralDuties([referralOf(steps)], today);
    expect([duty?.kind ?? null, duty?.act ?? null]).toEqual([kind, act]);
  });

  it('the gravest first, then by day', () => {
    const states = [referralOf([PETITION], 'referral:petition'), referralOf([TICKET], 'referral:ticket'), referralOf([[TICKET[0], { ...TICKET[1], dueOn: '2026-05-20' }]], 'referral:older')];
    expect(referralDuties(states, '2026-05-31').map(({ id, kind }) => [id, kind])).toEqual([['referral:older', 'overdue'], ['referral:ticket', 'overdue'], ['referral:petition', 'due_soon']]);
  });
});
