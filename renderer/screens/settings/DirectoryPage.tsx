/** 名录: villages, deputies, units and campaigns. What is changed here is an entry like any other, and reaches every device of its scope. */
import { RecordPage } from '../../ui/records/RecordPage.tsx';
import { DIRECTORY_KINDS, type RecordKind } from './directory-kinds.ts';

export function DirectoryPage({ kind }: { readonly kind: RecordKind }) {
  return <RecordPage kind={DIRECTORY_KINDS[kind]} {...(kind === 'campaign' ? { about: '活动、民情件和统计按主题活动分开看。没有结束日期的，一直算在活动期内。' } : {})} />;
}
