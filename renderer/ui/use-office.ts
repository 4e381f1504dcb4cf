/** The office that signs, numbers and words the papers of a scope. */
import { effectiveOffice, type Office } from '../../shared/office/office.ts';
import type { Enrolment } from '../../shared/sync/wire.ts';
import type { Directory } from '../store/api.ts';
import { organOf, scopeName, useEnrolment } from './session-context.tsx';

/** The office of `scope` as it is in force. */
export function officeOf(directory: Pick<Directory, 'offices'>, enrolment: Enrolment, scope: string): Office {
  return effectiveOffice(directory.offices, { code: scope, name: scopeName(enrolment, scope), organ: organOf(enrolment, scope), county: enrolment.county.name });
}

/** The same, from the enrolment of this device. */
export function useOffice(directory: Pick<Directory, 'offices'>, scope: string): Office {
  return officeOf(directory, useEnrolment().enrolment, scope);
}
