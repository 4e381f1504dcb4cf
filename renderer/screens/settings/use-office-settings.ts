/** The settings of one office: what is in force, whose word each value is, and saving one of them. */
import type { FieldValue } from '../../../shared/ledger/record.ts';
import { officeSubject, type Office } from '../../../shared/office/office.ts';
import type { Directory } from '../../store/api.ts';
import { useOffice } from '../../ui/use-office.ts';
import type { SettingSource } from './SettingRow.tsx';
import { useSaveSetting } from '../../ui/records/use-setting.ts';

export interface OfficeSettings {
  readonly office: Office;
  readonly refusal: string | null;
  readonly sourceOf: (field: string) => SettingSource;
  /** Saves one or several fields at once; `null` takes one's own word back. */
  readonly save: (label: string, set: Readonly<Record<string, FieldValue>>) => Promise<boolean>;
  /** What sets fields back to what is below them, or null when there is nothing to set back. */
  readonly resetOf: (label: string, fields: readonly string[]) => (() => void) | null;
}

export function useOfficeSettings(directory: Directory, { scope, mayEdit }: { readonly scope: string; readonly mayEdit: boolean }): OfficeSettings {
  const office = useOffice(directory, scope);
  const { save: write, refusal } = useSaveSetting();
  const valuesOf = (code: string) => directory.offices.find((one) => one.scope === code)?.values ?? {};
  const own = valuesOf(scope), above = valuesOf(scope.slice(0, 6));
  const isSet = (values: Readonly<Record<string, FieldValue>>, field: string) => values[field] !== undefined && values[field] !== null && values[field] !== '';
  const save: OfficeSettings['save'] = (label, set) => write({
    scope, subject: officeSubject(scope), type: 'office.updated', label, after: set, before: Object.fromEntries(Object.keys(set).map((field) => [field, own[field] ?? null])),
  });
  return {
    office, refusal, save,
    sourceOf: (field) => (isSet(own, field) ? 'own' : isSet(above, field) ? 'county' : 'shipped'),
    resetOf: (label, fields) => (mayEdit && fields.some((field) => isSet(own, field)) ? () => { void save(label, Object.fromEntries(fields.map((field) => [field, null]))); } : null),
  };
}
