/**
 * 办理过程: every entry with who, when, on which device, whether the county has it, why if it did not take effect, and by whom it was taken back.
 * Newest first. An act without effect is dealt with here: done again, or left as it is.
 */
import { Button, Flex, Tag, Timeline, Typography } from 'antd';
import { attachmentsIn } from '../../../shared/attachment/attachment.ts';
import type { CaseEvent } from '../../../shared/case/case.ts';
import { isCaseEntryType } from '../../../shared/case/read-act.ts';
import { EVENT_WORDS } from '../../../shared/case/words.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import { ineffectiveText } from '../../../shared/refusal-text.ts';
import type { CaseView, Directory } from '../../store/api.ts';
import { AttachmentList } from '../../ui/attachments/AttachmentList.tsx';
import { DeliveryMark } from '../../ui/DeliveryMark.tsx';
import { instantWords } from '../../ui/format-date.ts';
import { actorName, useEnrolment } from '../../ui/session-context.tsx';
import styles from './case-pane.module.css';
import { eventLines } from './event-lines.ts';
import { LongText } from './LongText.tsx';

/** First characters of a replica: what a temporary number shows of the device, too. */
const DEVICE_CHARACTERS = 4;

interface Props {
  readonly view: CaseView;
  readonly directory: Directory;
  readonly today: LocalDate;
  /** Entries without effect that nobody has dealt with yet, with what may be done about each. */
  readonly unsettled: ReadonlyMap<string, { readonly again: (() => void) | null; readonly leave: () => void }>;
}

export function CaseTimeline(props: Props) {
  const events = [...props.view.state.timeline].reverse();
  return (
    <section aria-labelledby="case-timeline">
      <h4 id="case-timeline" className={styles['sectionName']}>办理过程<span className={styles['aside']}>{events.length} 条，一条不少</span></h4>
      <Timeline className={styles['timeline'] ?? ''} items={events.map((event) => ({
        key: event.header.id, color: event.ineffective !== null ? 'red' : event.undone ? 'gray' : 'blue', content: <Event event={event} {...props} />,
      }))} />
    </section>
  );
}

function Event({ event, view, directory, today, unsettled }: Props & { readonly event: CaseEvent }) {
  const { enrolment } = useEnrolment();
  const { header, ineffective, undone } = event;
  const heading = isCaseEntryType(header.type) ? EVENT_WORDS[header.type] : '更新版本的软件写的一步';
  const { timeline } = view.state;
  const undoing = undone ? timeline.find((one) => one.header.type === 'case.undone' && one.ineffective === null && one.body['act'] === header.id) : undefined;
  const names = new Map([...view.links.map(({ row }) => row), view.followed, ...view.followers].flatMap((row) => (row === null ? [] : [[row.id, `${row.number} ${row.title}`] as const])));
  const context = { directory, today, itemName: (id: string) => names.get(id) ?? null, typeOf: (id: string) => timeline.find((one) => one.header.id === id)?.header.type };
  const open = unsettled.get(header.id);
  return (
    <article className={ineffective === null && !undone ? undefined : styles['ineffective']}>
      <div className={styles['eventHead']}>
        <Typography.Text strong delete={undone}>{heading}</Typography.Text>
        {ineffective !== null && <Tag color="error">未生效</Tag>}
        {undone && <Tag>已撤销</Tag>}
        <span className={styles['eventWho']} title={`设备 ${header.replica}，第 ${header.seq} 条`}>{actorName(enrolment, directory.users, header.actor)} · {instantWords(header.wall, today)} · 设备 {header.replica.slice(0, DEVICE_CHARACTERS)}</span>
        <DeliveryMark delivery={view.delivery[header.id] ?? 'local'} />
      </div>
      {eventLines(event, context).map((line, index) => <LongText key={index} text={line} lines={4} />)}
      {/* Those of the registration stand beside the citizen's words. */}
      {header.type !== 'case.registered' && <AttachmentList scope={header.scope} attachments={attachmentsIn(event.body)} />}
      {undoing !== undefined && <Typography.Text type="secondary">{actorName(enrolment, directory.users, undoing.header.actor)} {instantWords(undoing.header.wall, today)} 撤销</Typography.Text>}
      {ineffective !== null && <Typography.Text type="danger">{ineffectiveText(ineffective)}</Typography.Text>}
      {open !== undefined && (
        <Flex gap={8} wrap className={styles['settle'] ?? ''}>
          {open.again !== null && <Button size="small" onClick={open.again}>重做这一步</Button>}
          <Button size="small" onClick={open.leave}>以现在的为准</Button>
        </Flex>
      )}
    </article>
  );
}
