/**
 * One act on many cases: what will happen to each, and why nothing will happen to some. Each case is judged by itself, by the same
 * tables as a single act; nothing is written here.
 */
import { mayAppend, type Session } from '../../../shared/access.ts';
import type { Act } from '../../../shared/act.ts';
import { isCitizenTold } from '../../../shared/case/lifecycle.ts';
import { CONTACT_WAYS, type CaseState, type ContactWay } from '../../../shared/case/case.ts';
import { decideCase } from '../../../shared/case/decide.ts';
import { CONTACT_WAY_WORDS, STATUS_WORDS, SUPERVISION_GRADE_WORDS } from '../../../shared/case/words.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import { refusalText } from '../../../shared/refusal-text.ts';
import { shortDay } from '../../ui/format-date.ts';
import type { ActContext } from './acts/act-form.ts';
import { ACT_FORMS } from './acts/act-forms.ts';
import { proposedSupervisionNo } from '../../ui/order-number.ts';

/** What can be done with many at once. What needs a judgement of each case (an answer, an evaluation) cannot. */
export const BULK_KINDS = ['assign', 'urge', 'relay'] as const;
export type BulkKind = (typeof BULK_KINDS)[number];
export const BULK_WORDS: Readonly<Record<BulkKind, string>> = { assign: '交办', urge: '催办', relay: '转告' };
export const BULK_TYPES = { assign: 'case.assigned', urge: 'case.supervised', relay: 'case.relayed' } as const;

/** What is the same for all of them. */
export interface BulkChoice {
  readonly kind: BulkKind;
  /** assign. */
  readonly unit?: string | undefined;
  readonly demand?: string | undefined;
  /** urge. */
  readonly reason?: string | undefined;
  readonly answerBy?: string | undefined;
  /** relay. */
  readonly way?: ContactWay | undefined;
  readonly by?: string | undefined;
}

/** One of them. */
interface BulkAct extends Act { readonly type: (typeof BULK_TYPES)[BulkKind] }

/** What becomes of one case: an act, with what it says in short, or the reason why it is left out. */
export type BulkStep = { readonly id: string; readonly act: Act; readonly says: string } | { readonly id: string; readonly act: null; readonly skipped: string };

/** Whether the choice says enough to be done. */
export function isComplete({ kind, unit, reason, way, by }: BulkChoice): boolean {
  if (kind === 'assign') return unit !== undefined;
  if (kind === 'urge') return (reason ?? '').trim() !== '';
  return way !== undefined && (by ?? '').trim() !== '';
}

/** The step of one case. */
export function bulkStep(choice: BulkChoice, context: ActContext): BulkStep {
  const { state, session } = context;
  const skip = (skipped: string): BulkStep => ({ id: state.id, act: null, skipped });
  if (!session.writes.includes(state.scope)) return skip('不是您能办理的乡镇的');
  const unfit = unfitness(choice.kind, state);
  if (unfit !== null) return skip(unfit);
  const act: BulkAct = { scope: state.scope, subject: state.id, type: BULK_TYPES[choice.kind], body: bodyOf(choice, context) };
  const refused = refusalOf(act, state, session);
  return refused === null ? { id: state.id, act, says: saysOf(act, context.today) } : skip(refused);
}

/** Why the act makes no sense for this case although the tables may allow it. */
function unfitness(kind: BulkKind, state: CaseState): string | null {
  const now = `现在是“${STATUS_WORDS[state.status]}”`;
  switch (kind) {
    case 'assign': return state.status === 'assigning' ? null : `${now}，不是待交办`;
    case 'urge': {
      if (state.status !== 'handling' || state.assignment === null) return `${now}，没有单位在办`;
      const grade = state.supervisions.at(-1)?.order.grade ?? 'urge';
      return grade === 'urge' ? null : `已经到“${SUPERVISION_GRADE_WORDS[grade]}”，不再降为催办`;
    }
    case 'relay': {
      if (state.status !== 'evaluating' && state.status !== 'closing') return `${now}，还没有答复可转告`;
      return isCitizenTold(state) ? '已经告诉过群众' : null;
    }
  }
}

function bodyOf(choice: BulkChoice, context: ActContext): Record<string, unknown> {
  const { state, office, today } = context;
  switch (choice.kind) {
    // The form of one case knows how its deadline, its number and its demand are made; only the unit is the same for all.
    case 'assign': {
      const form = ACT_FORMS['case.assigned'];
      const values = { ...form.initial(context), lead: choice.unit, co: [], ...(choice.demand ? { demand: choice.demand } : {}) };
      return form.body(values, context);
    }
    case 'urge': return {
      grade: 'urge', orderNo: proposedSupervisionNo(state, office), reason: choice.reason?.trim() ?? '', on: today,
      ...(state.assignment === null ? {} : { unit: state.assignment.lead }), ...(choice.answerBy === undefined ? {} : { answerBy: choice.answerBy }),
    };
    case 'relay': return { to: 'citizen', way: choice.way, by: choice.by?.trim() ?? '', on: today };
  }
}

/** The sentence of the tables that this act meets. The state is the fold of all that this device knows. */
function refusalOf(act: BulkAct, state: CaseState, session: Session): string | null {
  if (!mayAppend(session.role, act.type)) return refusalText({ code: 'not-allowed' });
  const decided = decideCase(entriesOf(state), act, session);
  return decided.ok ? null : refusalText(decided.error);
}

/** The entries that a folded case stands on, as its timeline keeps them. */
function entriesOf({ timeline }: CaseState): Parameters<typeof decideCase>[0] {
  return timeline.map(({ header, body }) => ({ ...header, body }));
}

function saysOf({ body }: Act, today: LocalDate): string {
  const { dueOn, orderNo, way } = body;
  const contact = CONTACT_WAYS.find((one) => one === way);
  return [typeof orderNo === 'string' ? orderNo : '', typeof dueOn === 'string' ? `办结时限 ${shortDay(dueOn, today)}` : '', contact === undefined ? '' : `${CONTACT_WAY_WORDS[contact]}转告`].filter((part) => part !== '').join('，');
}
