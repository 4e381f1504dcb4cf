/** The papers of an activity of any kind: its minutes as a Word document, its matters as a workbook. */
import { FileExcelOutlined, FileWordOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useState } from 'react';
import type { ActivityState } from '../../shared/activity/activity.ts';
import { KINDS } from '../../shared/activity/kinds.ts';
import { activityMinutes } from '../../shared/documents/activity-minutes.ts';
import { caseLedger } from '../../shared/documents/monthly-ledger.ts';
import { localDateOf } from '../../shared/kernel/local-date.ts';
import type { Store } from '../store/client.ts';
import { useStore } from '../store/store-context.tsx';
import { saveBlob } from '../ui/save-blob.ts';
import { organOf, useEnrolment } from '../ui/session-context.tsx';
import { officeOf } from '../ui/use-office.ts';
import type { Enrolment } from '../../shared/sync/wire.ts';
import { allCases, namesOf } from './all-cases.ts';
import { ledgerWorkbook } from './ledger-workbook.ts';
import { minutesDocument } from './minutes-docx.ts';
import { saveWorkbook } from './save-workbook.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

type Paper = 'minutes' | 'matters';

export function ActivityPapers({ activity }: { readonly activity: ActivityState }) {
  const store = useStore();
  const { enrolment } = useEnrolment();
  const { message } = App.useApp();
  const [busy, setBusy] = useState<Paper | null>(null);
  const save = async (paper: Paper) => {
    setBusy(paper);
    try {
      const name = await (paper === 'minutes' ? saveMinutes : saveMatters)(store, activity, enrolment);
      if (name !== null) void message.success(`已导出 ${name}`);
    } catch {
      void message.error('没有导出成。请检查磁盘空间，或关掉正开着的同名文件，再试一次。');
    }
    setBusy(null);
  };
  return (
    <>
      <Button icon={<FileWordOutlined />} loading={busy === 'minutes'} disabled={busy !== null} onClick={() => { void save('minutes'); }}>会议记录</Button>
      <Button icon={<FileExcelOutlined />} loading={busy === 'matters'} disabled={busy !== null} onClick={() => { void save('matters'); }}>导出 Excel</Button>
    </>
  );
}

/** Saves the minutes of the activity. Returns the file's name, or null when the user changed their mind. */
async function saveMinutes(store: Store, activity: ActivityState, enrolment: Enrolment): Promise<string | null> {
  const [cases, directory] = await Promise.all([allCases(store, ofActivity(activity)), store.directory()]);
  const { issuer } = officeOf(directory, enrolment, activity.scope);
  const minutes = activityMinutes({ activity, cases, organ: issuer, deputies: directory.deputies, names: namesOf(directory) });
  return saveBlob(`${fileName(activity)}会议记录.docx`, new Blob([(await minutesDocument(minutes)).slice()], { type: DOCX }));
}

async function saveMatters(store: Store, activity: ActivityState, enrolment: Enrolment): Promise<string | null> {
  const [cases, directory] = await Promise.all([allCases(store, ofActivity(activity)), store.directory()]);
  const ledger = caseLedger(cases, { title: `${fileName(activity)}登记`, organ: organOf(enrolment, activity.scope), asOf: localDateOf(Date.now()) }, namesOf(directory));
  return saveWorkbook(`${fileName(activity)}登记.xlsx`, await ledgerWorkbook(ledger));
}

function ofActivity({ id }: ActivityState) {
  return { filter: { activity: id }, sort: 'received', descending: false } as const;
}

function fileName({ on, place, kind }: ActivityState): string {
  return `${on} ${place}${KINDS[kind].name}`.replace(/[\\/:*?"<>|]/g, ' ');
}
