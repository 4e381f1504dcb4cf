/** 办理过程: every entry with who, when, on which device, whether the county has it, and why if it did not take effect. Newest first. */
import { Tag, Timeline, Typography } from 'antd';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import type { ActEvent } from '../../../shared/ledger/act-fold.ts';
import { ineffectiveText } from '../../../shared/refusal-text.ts';
import { REFERRAL_EVENT_WORDS } from '../../../shared/referral/words.ts';
import { SUGGESTION_EVENT_WORDS } from '../../../shared/suggestion/words.ts';
import type { Delivery, Directory } from '../../store/api.ts';
import { DeliveryMark } from '../../ui/DeliveryMark.tsx';
import { instantWords } from '../../ui/format-date.ts';
import { usePeople } from '../../ui/use-people.ts';
import { eventLines } from './event-lines.ts';
import styles from './suggestions.module.css';

interface Props { readonly timeline: readonly ActEvent[]; readonly delivery: Readonly<Record<string, Delivery>>; readonly directory: Directory; readonly today: LocalDate }

export function ItemTimeline({ timeline, delivery, directory, today }: Props) {
  const people = usePeople();
  const words: Readonly<Record<string, string>> = { ...SUGGESTION_EVENT_WORDS, ...REFERRAL_EVENT_WORDS };
  return (
    <section aria-labelledby="item-timeline">
      <h4 id="item-timeline" className={styles['sectionName']}>办理过程<span className={styles['aside']}>{timeline.length} 条，一条不少</span></h4>
      <Timeline items={[...timeline].reverse().map((event) => {
        const { header, ineffective, undone } = event;
        return {
          key: header.id, color: ineffective === null ? (undone ? 'gray' : 'blue') : 'red',
          content: (
            <article className={ineffective === null && !undone ? undefined : styles['void']}>
              <div className={styles['eventHead']}>
                <Typography.Text strong>{words[header.type] ?? '更新版本的软件写的一步'}</Typography.Text>
                {ineffective !== null && <Tag color="error">未生效</Tag>}
                {undone && <Tag>已撤销</Tag>}
                <span className={styles['eventWho']} title={`设备 ${header.replica}，第 ${String(header.seq)} 条`}>{people.nameOf(header.actor)} · {instantWords(header.wall, today)} · 设备 {header.replica.slice(0, 4)}</span>
                <DeliveryMark delivery={delivery[header.id] ?? 'local'} />
              </div>
              {eventLines(event, { directory, today }).map((line, index) => <div key={index} className={styles['text']}>{line}</div>)}
              {ineffective !== null && <Typography.Text type="danger">{ineffectiveText(ineffective)}</Typography.Text>}
            </article>
          ),
        };
      })} />
    </section>
  );
}
