/** 待补全 on 今日: each line goes on where it was left, or is thrown away, which can be taken back. */
import { Button, Card, Tag } from 'antd';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import type { ActivityState } from '../../../shared/activity/activity.ts';
import type { Draft } from '../../store/api.ts';
import { useStore } from '../../store/store-context.tsx';
import { unfinishedOf } from './unfinished.ts';
import styles from './today.module.css';

interface Props { readonly drafts: readonly Draft[]; readonly activities: readonly ActivityState[]; readonly today: LocalDate }

export function UnfinishedCard({ drafts, activities, today }: Props) {
  const store = useStore();
  const navigate = useNavigate();
  const [dropped, setDropped] = useState<readonly Draft[]>([]);
  const lines = useMemo(() => unfinishedOf(drafts, { activities, today }), [drafts, activities, today]);
  const gone = useMemo(() => unfinishedOf(dropped, { activities, today }), [dropped, activities, today]);
  if (lines.length === 0 && gone.length === 0) return null;
  const drop = (key: string) => {
    const draft = drafts.find((one) => one.key === key);
    if (draft === undefined) return;
    setDropped([draft, ...dropped]);
    void store.saveDraft(key, null);
  };
  const restore = (key: string) => {
    const draft = dropped.find((one) => one.key === key);
    if (draft === undefined) return;
    setDropped(dropped.filter((one) => one !== draft));
    void store.saveDraft(key, draft.fields);
  };
  return (
    <Card
      id="duty-unfinished" className={styles['section'] ?? ''} styles={{ body: { padding: 0 } }}
      title={<h4 className={styles['name']}><span className={`${styles['dot']} ${styles['soon']}`} aria-hidden="true" />待补全<span className={styles['total']}>{lines.length} 项</span><span className={styles['why']}>在这台电脑上写了一半、还没有登记的</span></h4>}
    >
      <ul className={styles['lines']} aria-label="待补全">
        {lines.map(({ key, kind, title, where, lacks, to, state, mayDrop }) => (
          <li key={key} className={styles['line']}>
            <span className={styles['number']}>{kind}</span>
            <span className={styles['title']} title={title}>{title}</span>
            <span className={styles['where']}>{where}</span>
            {lacks.length > 0 ? <Tag color="warning">还缺：{lacks.join('、')}</Tag> : <Tag color="success">可以登记</Tag>}
            <Button size="small" className={styles['act'] ?? ''} aria-label={`接着写：${title}`} onClick={() => { void navigate(to, state === null ? {} : { state }); }}>接着写</Button>
            <Button size="small" type="text" disabled={!mayDrop} title={mayDrop ? '扔掉这份草稿，可以找回' : '这一场还开着，请到现场里处理'} aria-label={`扔掉：${title}`} onClick={() => { drop(key); }}>扔掉</Button>
          </li>
        ))}
        {gone.map(({ key, title }) => (
          <li key={key} className={styles['line']} role="status">
            <span className={styles['title']}>扔掉了“{title}”</span><Button size="small" onClick={() => { restore(key); }}>找回</Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
