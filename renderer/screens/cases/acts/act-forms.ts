/** The form of every act that people do on an existing case. */
import type { ActForm, CaseActType } from './act-form.ts';
import { assignedForm } from './assigned-form.tsx';
import { acknowledgedForm, progressedForm, returnedForm } from './assigning-forms.tsx';
import { extendedForm, extensionDeclinedForm, extensionRequestedForm, pausedForm, rescheduledForm, resumedForm } from './clock-forms.tsx';
import { convertedForm } from './converted-form.tsx';
import { correctedForm } from './correcting-form.tsx';
import { closedForm, evaluatedForm, notedForm, reopenedForm, reworkedForm } from './evaluating-forms.tsx';
import { linkedForm, mergedForm, separatedForm, unlinkedForm } from './linking-forms.tsx';
import { fulfilledForm, relayedForm, repliedForm } from './replying-forms.tsx';
import { answeredForm, consultedForm, declinedForm, reportedForm, reviewedForm, sortedForm } from './sorting-forms.tsx';
import { supervisedForm, supervisionAnsweredForm } from './supervising-forms.tsx';

export const ACT_FORMS: Readonly<Record<CaseActType, ActForm>> = {
  'case.corrected': correctedForm, 'case.sorted': sortedForm, 'case.answered': answeredForm, 'case.declined': declinedForm, 'case.reported': reportedForm, 'case.reviewed': reviewedForm,
  'case.merged': mergedForm, 'case.separated': separatedForm, 'case.converted': convertedForm, 'case.linked': linkedForm, 'case.unlinked': unlinkedForm, 'case.consulted': consultedForm,
  'case.assigned': assignedForm, 'case.acknowledged': acknowledgedForm, 'case.returned': returnedForm, 'case.extension_requested': extensionRequestedForm, 'case.extended': extendedForm,
  'case.extension_declined': extensionDeclinedForm, 'case.paused': pausedForm, 'case.resumed': resumedForm, 'case.rescheduled': rescheduledForm, 'case.progressed': progressedForm,
  'case.replied': repliedForm, 'case.fulfilled': fulfilledForm, 'case.relayed': relayedForm, 'case.supervised': supervisedForm, 'case.supervision_answered': supervisionAnsweredForm,
  'case.evaluated': evaluatedForm, 'case.reworked': reworkedForm, 'case.closed': closedForm, 'case.reopened': reopenedForm, 'case.noted': notedForm,
};
