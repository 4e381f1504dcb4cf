/** Going to a case with one act's form open, from a list of another screen: filled in with what is known there. */
import { useNavigate } from 'react-router';
import type { CaseEntryType } from '../../shared/case/case.ts';
import { useStore } from '../store/store-context.tsx';

/** Which case, which act (null: the case alone), with which values, in which list of 民情台账. */
export interface OpenAct { readonly id: string; readonly act: CaseEntryType | null; readonly fields?: Readonly<Record<string, unknown>>; readonly list: Readonly<Record<string, string>> }

/** The address of a case in a list. */
export function caseInList(id: string, list: OpenAct['list']): string {
  const search = new URLSearchParams(list).toString();
  return `/cases/${id}${search === '' ? '' : `?${search}`}`;
}

/** Opens the case. Values are handed over as the form's draft (`ActPanel`), so that they are not lost on the way. */
export function useOpenAct(): (open: OpenAct) => Promise<void> {
  const store = useStore();
  const navigate = useNavigate();
  return async ({ id, act, fields, list }) => {
    if (act !== null && fields !== undefined) await store.saveDraft(`act/${id}/${act}`, fields);
    await navigate(caseInList(id, list), act === null ? {} : { state: { act } });
  };
}
