/** The form of every act. */
import type { ActForm, CaseActType } from './act-form.ts';
import { acknowledgedForm, assignedForm, progressedForm, returnedForm } from './assigning-forms.tsx';
import { closedForm, evaluatedForm, notedForm, reopenedForm, reworkedForm } from './evaluating-forms.tsx';
import { relayedForm, repliedForm, supervisedForm } from './replying-forms.tsx';
import { declinedForm, sortedForm } from './sorting-forms.tsx';

export const ACT_FORMS: Readonly<Partial<Record<CaseActType, ActForm>>> = {
  'case.sorted': sortedForm, 'case.declined': declinedForm, 'case.assigned': assignedForm, 'case.acknowledged': acknowledgedForm,
  'case.returned': returnedForm, 'case.progressed': progressedForm, 'case.replied': repliedForm, 'case.relayed': relayedForm,
  'case.supervised': supervisedForm, 'case.evaluated': evaluatedForm, 'case.reworked': reworkedForm, 'case.closed': closedForm,
  'case.reopened': reopenedForm, 'case.noted': notedForm,
};
