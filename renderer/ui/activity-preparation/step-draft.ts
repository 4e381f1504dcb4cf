/** A half-typed step of a preparation as a draft of this device: its key, and what it carries so that it is found again before anything of the activity is written. */
import { ACTIVITY_KINDS, PREPARATIONS, type ActivityKind, type Preparation } from '../../../shared/activity/activity.ts';
import type { SeasonItem } from '../../../shared/activity/season.ts';
import { isLocalDate, type LocalDate } from '../../../shared/kernel/local-date.ts';
import type { Draft } from '../../store/api.ts';
import type { PreparedBody } from './step-words.ts';

export const STEP_DRAFT = 'prepare';

export function stepDraftKey(activityId: string, step: Preparation): string {
  return `${STEP_DRAFT}:${step}:${activityId}`;
}

export function stepDraftFields({ on, kind, place }: Pick<SeasonItem, 'on' | 'kind' | 'place'>, values: PreparedBody): Readonly<Record<string, unknown>> {
  return { on, kind, place, values: { ...values } };
}

/** Whose step it is, and when and where that is. */
export interface StepDraft { readonly activity: string; readonly step: Preparation; readonly on: LocalDate; readonly kind: ActivityKind; readonly place: string; readonly values: PreparedBody }

/** Null for a draft of something else, or of a version that wrote it otherwise. */
export function readStepDraft({ key, fields }: Draft): StepDraft | null {
  const [form, named, ...id] = key.split(':');
  const step = PREPARATIONS.find((one) => one === named);
  const kind = ACTIVITY_KINDS.find((one) => one === fields['kind']);
  const { on, place, values } = fields;
  if (form !== STEP_DRAFT || step === undefined || kind === undefined || typeof on !== 'string' || !isLocalDate(on) || typeof place !== 'string' || typeof values !== 'object' || values === null) return null;
  return { activity: id.join(':'), step, on, kind, place, values: { ...values as PreparedBody, step } };
}
