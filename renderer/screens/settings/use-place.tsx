/** Whose settings are looked at: one's own place, or for county staff any that they may write. */
import { Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { mayAppend } from '../../../shared/access.ts';
import type { EntryType } from '../../../shared/entry-types.ts';
import { useEnrolment } from '../../ui/session-context.tsx';

export interface SettingsPlace {
  readonly scope: string;
  readonly isCounty: boolean;
  readonly mayEdit: boolean;
  /** The choice of the place, or null where there is none. */
  readonly choice: ReactNode;
}

export function usePlace(type: EntryType): SettingsPlace {
  const { enrolment: { session, scopes } } = useEnrolment();
  const [scope, setScope] = useState(session.home);
  const writable = scopes.filter(({ code }) => session.writes.includes(code));
  return {
    scope, isCounty: scope.length === 6, mayEdit: mayAppend(session.role, type) && session.writes.includes(scope),
    choice: writable.length < 2 ? null : (
      <Select aria-label="哪里的设置" value={scope} onChange={setScope} showSearch={{ optionFilterProp: 'label' }} style={{ minWidth: 180 }} options={writable.map(({ code, name }) => ({ value: code, label: code.length === 6 ? `${name}（全县默认）` : name }))} />
    ),
  };
}
