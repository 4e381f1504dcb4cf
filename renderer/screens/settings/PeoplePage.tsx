/** 使用人: who works with this ledger. The county adds, renames and retires them; here they are only looked up. */
import { Alert, Card, Input, Table, Tag, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { Role } from '../../../shared/access.ts';
import type { User } from '../../../shared/user/user.ts';
import { ROLE_WORDS } from '../../../shared/words.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { organOf, useEnrolment } from '../../ui/session-context.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import styles from './settings.module.css';

const PAGE_SIZE = 50;

export function PeoplePage() {
  const { enrolment } = useEnrolment();
  const users = useAnswer(async (store) => (await store.directory()).users, ['directory'], []);
  const [wanted, setWanted] = useState('');
  const text = wanted.trim().toLowerCase();
  const rows = (users ?? []).filter(({ name, user }) => `${name} ${user}`.toLowerCase().includes(text)).sort((a, b) => Number(b.active) - Number(a.active) || (a.scope < b.scope ? -1 : a.scope > b.scope ? 1 : a.name.localeCompare(b.name, 'zh-CN')));
  const columns: TableColumnsType<User> = [
    { title: '姓名', dataIndex: 'name', render: (name: string, { user, active }) => <>{name}{user === enrolment.session.user && <Tag color="processing" variant="filled" style={{ marginInlineStart: 8 }}>我</Tag>}{!active && <Tag style={{ marginInlineStart: 8 }}>已离任</Tag>}</> },
    { title: '角色', dataIndex: 'role', width: '11em', render: (role: string) => (Object.hasOwn(ROLE_WORDS, role) ? ROLE_WORDS[role as Role] : role) },
    { title: '单位', dataIndex: 'scope', render: (scope: string) => organOf(enrolment, scope) },
    { title: '用户代号', dataIndex: 'user', width: '12em' },
  ];
  return (
    <Card title="使用人" extra={<Input.Search allowClear aria-label="在使用人里查找" placeholder="姓名、代号" value={wanted} onChange={(event) => { setWanted(event.target.value); }} style={{ width: 220 }} />} styles={{ body: { padding: 0 } }}>
      <Alert banner type="info" title="人员由县里添加、改名和离任，各台电脑自动更新。民情件属于乡镇，不属于个人：人员变动时不用移交，接任的人照着接着办；以前办的每一步仍署原来的名字。" />
      <Table<User>
        size="small" rowKey="id" columns={columns} dataSource={[...rows]} loading={users === undefined} pagination={{ pageSize: PAGE_SIZE, hideOnSinglePage: true, placement: ['bottomEnd'] }} className={styles['wide'] ?? ''}
        locale={{ emptyText: text === '' ? <EmptyState title="还没有收到名单">和县里同步一次就有了。</EmptyState> : <EmptyState drawing="search" title="没有找到">换个姓名试试。</EmptyState> }}
      />
    </Card>
  );
}
