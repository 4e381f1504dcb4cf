/** 办理过程: every entry with who, when, on which device, whether the county has it, and why if it did not take effect. Newest first. */
import { Tag, Timeline, Typography } from 'antd';
import { EVENT_WORDS } from '../../../shared/case/words.ts';
import type { CaseEvent } from '../../../shared/case/case.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import { ineffectiveText } from '../../../shared/refusal-text.ts';
import type { CaseView, Directory } from '../../store/api.ts';
import { DeliveryMark } from '../../ui/DeliveryMark.tsx';
import { instantWords } from '../../ui/format-date.ts';
import { actorName, useEnrolment } from '../../ui/session-context.tsx';
import styles from './case-pane.module.css';
import { eventLines, isCaseEntryType } from './event-lines.ts';
import { LongText } from './LongText.tsx';

/** First characters of a replica: what a temporary number shows of the device, too. */
const DEVICE_CHARACTERS = 4;

export function CaseTimeline({ view, directory, today }: { readonly view: CaseView; readonly directory: Directory; readonly today: LocalDate }) {
  const events = [...view.state.timeline].reverse();
  return (
    <section aria-labelledby="case-timeline">
      <h4 id="case-timeline" className={styles['sectionName']}>办理过程<span className={styles['aside']}>{events.length} 条，一条不少</span></h4>
      <Timeline className={styles['timeline'] ?? ''} items={events.map((event) => ({
        key: event.header.id, color: event.ineffective === null ? 'blue' : 'red', content: <Event event={event} view={view} directory={directory} today={today} />,
      }))} />
    </section>
  );
}

function Event({ event, view, directory, today }: { readonly event: CaseEvent; readonly view: CaseView; readonly directory: Directory; readonly today: LocalDate }) {
  const { enrolment } = useEnrolment();
  const { header, ineffective } = event;
  const heading = isCaseEntryType(header.type) ? EVENT_WORDS[header.type] : '更新版本的软件写的一步';
  return (
    <article className={ineffective === null ? undefined : styles['ineffective']}>
      <div className={styles['eventHead']}>
        <Typography.Text strong>{heading}</Typography.Text>
        {ineffective !== null && <Tag color="error">未生效</Tag>}
        <span className={styles['eventWho']} title={`设备 ${header.replica}，第 ${header.seq} 条`}>{actorName(enrolment, directory.users, header.actor)} · {instantWords(header.wall, today)} · 设备 {header.replica.slice(0, DEVICE_CHARACTERS)}</span>
        <DeliveryMark delivery={view.delivery[header.id] ?? 'local'} />
      </div>
      {eventLines(event, { directory, today }).map((line, index) => <LongText key={index} text={line} lines={4} />)}
      {ineffective !== null && <Typography.Text type="danger">{ineffectiveText(ineffective)}</Typography.Text>}
    </article>
  );
}
