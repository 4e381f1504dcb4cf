/** Going to a case with one act's form open, from a list of another screen: filled in with what is known there. */
import { useNavigate } from 'react-router';
import type { CaseEntryType } from '../../shared/case/case.ts';

/** Which case, which act (null: the case alone), what its body says already, in which list of 民情台账. */
export interface OpenAct { readonly id: string; readonly act: CaseEntryType | null; readonly body?: Readonly<Record<string, unknown>>; readonly list: Readonly<Record<string, string>> }

/** The address of a case in a list. */
export function caseInList(id: string, list: OpenAct['list']): string {
  const search = new URLSearchParams(list).toString();
  return `/cases/${id}${search === '' ? '' : `?${search}`}`;
}

/** Opens the case with the form (`CasesScreen` reads the state of the location). */
export function useOpenAct(): (open: OpenAct) => Promise<void> {
  const navigate = useNavigate();
  return async ({ id, act, body, list }) => {
    await navigate(caseInList(id, list), act === null ? {} : { state: { act, ...(body === undefined ? {} : { body }) } });
  };
}
