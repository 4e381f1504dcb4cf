/** 改动记录: who changed what of a record, from what to what. Every old value is still there, and can be put back. */
import { Drawer, Skeleton, Timeline, Typography } from 'antd';
import type { FieldValue } from '../../../shared/ledger/record.ts';
import { EmptyState } from '../EmptyState.tsx';
import { instantWords } from '../format-date.ts';
import { useAnswer } from '../use-answer.ts';
import { usePeople } from '../use-people.ts';
import { useToday } from '../use-today.ts';

/** The name of a field, and one of its values, in words. */
export interface FieldWords { readonly name: (field: string) => string; readonly value: (field: string, value: FieldValue) => string }

export function RecordHistory({ title, subject, words, onClose }: { readonly title: string; readonly subject: string; readonly words: FieldWords; readonly onClose: () => void }) {
  const today = useToday();
  const { nameOf } = usePeople();
  const history = useAnswer((store) => store.history(subject), ['directory'], [subject]);
  const shown = (field: string, value: FieldValue | undefined): string => (value === undefined || value === null || value === '' ? '（没有定）' : words.value(field, value));
  return (
    <Drawer open title={`${title} · 改动记录`} size={520} onClose={onClose}>
      {history === undefined && <Skeleton active />}
      {history?.length === 0 && <EmptyState title="还没有人改过">现在用的是默认的。谁在什么时候改了什么，以后都记在这里。</EmptyState>}
      {history !== undefined && history.length > 0 && (
        <Timeline items={history.map(({ entryId, actor, wall, changes }) => ({
          key: entryId,
          content: (
            <>
              <Typography.Text type="secondary">{nameOf(actor)} · {instantWords(wall, today)}</Typography.Text>
              {changes.map(({ field, before, after }) => (
                <div key={field}>{words.name(field)}：{before === undefined ? '' : <><Typography.Text delete type="secondary">{shown(field, before)}</Typography.Text> → </>}{shown(field, after)}</div>
              ))}
            </>
          ),
        }))} />
      )}
    </Drawer>
  );
}
