/** A case in a table of this screen: number and title, which open it, and where it is handled. */
import { Tag } from 'antd';
import { Link } from 'react-router';
import type { CaseRow } from '../../store/api.ts';
import { CaseNumber } from '../../ui/CaseNumber.tsx';
import { caseInList } from '../../ui/open-act.ts';
import { useSession } from '../../ui/session-context.tsx';
import styles from './supervision.module.css';

export function CaseCell({ row }: { readonly row: CaseRow }) {
  const session = useSession();
  return (
    <span className={styles['case']}>
      <span className={styles['number']}><CaseNumber number={row.number} official={row.official} short={session.role !== 'county'} /></span>
      <Link to={caseInList(row.id, { status: row.status, sort: 'due' })} className={styles['caseTitle'] ?? ''} title={row.title}>{row.title}</Link>
      {row.urgent && <Tag color="error">紧急</Tag>}
    </span>
  );
}
