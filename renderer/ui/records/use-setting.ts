/** Saving one field of a record at once: "已保存" with 撤销, which writes the old value as an entry of its own. */
import { App, Button } from 'antd';
import { createElement, useState } from 'react';
import type { FieldValue } from '../../../shared/ledger/record.ts';
import { useStore } from '../../store/store-context.tsx';
import { refusalWords } from '../refusal-words.ts';

/** One record and some of its fields: what they were and what they become. `null` means not set (any more). */
export interface SettingChange {
  readonly scope: string;
  readonly subject: string;
  readonly type: string;
  /** What was changed, in words. */
  readonly label: string;
  readonly before: Readonly<Record<string, FieldValue>>;
  readonly after: Readonly<Record<string, FieldValue>>;
}

const UNDO_SECONDS = 8;

export function useSaveSetting() {
  const store = useStore();
  const { message } = App.useApp();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const write = async ({ scope, subject, type, after }: SettingChange): Promise<boolean> => {
    setBusy(true);
    const outcome = await store.perform([{ scope, subject, type, body: { set: after } }]);
    setBusy(false);
    setRefusal(outcome.ok ? null : refusalWords(outcome.error));
    return outcome.ok;
  };
  /** True once saved; false when `refusal` says why not. */
  const save = async (change: SettingChange): Promise<boolean> => {
    if (JSON.stringify(change.before) === JSON.stringify(change.after)) return true;
    if (!(await write(change))) return false;
    const key = `saved-${change.subject}`;
    const undo = () => {
      message.destroy(key);
      void write({ ...change, after: change.before }).then((done) => { if (done) void message.success(`“${change.label}”改回来了`); });
    };
    void message.open({ key, type: 'success', duration: UNDO_SECONDS, content: createElement('span', null, `已保存“${change.label}” `, createElement(Button, { type: 'link', size: 'small', onClick: undo }, '撤销')) });
    return true;
  };
  return { save, busy, refusal, clearRefusal: () => { setRefusal(null); } };
}
