/** One side of a contradiction: what was done, by whom and when, on which device; why it did not take effect, if so. */
import { Typography } from 'antd';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import type { ActEvent } from '../../../shared/ledger/act-fold.ts';
import type { Directory } from '../../store/api.ts';
import { instantWords } from '../../ui/format-date.ts';
import { actorName, useEnrolment } from '../../ui/session-context.tsx';
import styles from './attention.module.css';
import { eventName } from './event-name.ts';
import { gistOf } from './gist.ts';

interface Props { readonly heading: string; readonly event: ActEvent | null; readonly directory: Directory; readonly today: LocalDate; readonly reason?: string }

export function Side({ heading, event, directory, today, reason }: Props) {
  const { enrolment } = useEnrolment();
  const gist = event === null ? '' : gistOf(event, { units: [...directory.units, ...directory.deputies], today });
  return (
    <div className={`${styles['side']} ${reason === undefined ? '' : styles['failed']}`}>
      <span className={styles['heading']}>{heading}</span>
      {event === null ? <span>还没有别的步骤</span> : (
        <>
          <span><b>{eventName(event.header.type)}</b>　<span className={styles['who']}>{actorName(enrolment, directory.users, event.header.actor)} · {instantWords(event.header.wall, today)} · 设备 {event.header.replica.slice(0, 4)}</span></span>
          {gist !== '' && <Typography.Paragraph className={styles['gist'] ?? ''} ellipsis={{ rows: 2, tooltip: gist }}>{gist}</Typography.Paragraph>}
        </>
      )}
      {reason !== undefined && <Typography.Text type="danger">{reason}</Typography.Text>}
    </div>
  );
}
