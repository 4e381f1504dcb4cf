/** Which list this is: the views that come with the program, one's own and the office's; saving the present list as one. */
import { DownOutlined } from '@ant-design/icons';
import { App, Button, Dropdown, Form, Input, Modal, Switch } from 'antd';
import { useState } from 'react';
import type { FieldValue } from '../../../shared/ledger/record.ts';
import { MAX_VIEW_NAME, viewFields, viewQuery, viewsFor, type View } from '../../../shared/view/view.ts';
import type { Directory } from '../../store/api.ts';
import { newSubject } from '../../ui/new-subject.ts';
import { useSession } from '../../ui/session-context.tsx';
import { usePerform } from '../../ui/use-perform.ts';
import { listParams } from './case-address.ts';
import styles from './cases-screen.module.css';
import { ManageViews } from './ManageViews.tsx';
import { builtInViews } from './views.ts';

interface Props {
  readonly params: URLSearchParams;
  readonly onParams: (params: URLSearchParams) => void;
  readonly directory: Directory;
  /** What the list shows, in words: proposed as a name. */
  readonly words: string;
}

export function ViewMenu({ params, onParams, directory, words }: Props) {
  const session = useSession();
  const [dialog, setDialog] = useState<'save' | 'manage' | null>(null);
  const saved = viewsFor(directory.views, session.user);
  const builtIn = builtInViews(session);
  const query = viewQuery(listParams(params));
  const current = saved.find((view) => view.query === query) ?? builtIn.find((view) => viewQuery(new URLSearchParams(view.query)) === query);
  const item = (view: View) => ({ key: view.query, label: view.name });
  const [mine, shared] = [saved.filter(({ shared: isShared }) => !isShared), saved.filter(({ shared: isShared }) => isShared)];
  const scope = session.writes.includes(session.home) ? session.home : session.writes[0];

  return (
    <>
      <Dropdown trigger={['click']} menu={{
        selectable: true, selectedKeys: current === undefined ? [] : [current.query], className: styles['viewMenu'] ?? '',
        items: [
          ...(mine.length > 0 ? [{ key: 'mine', type: 'group' as const, label: '我的视图', children: mine.map(item) }] : []),
          ...(shared.length > 0 ? [{ key: 'shared', type: 'group' as const, label: '共用视图', children: shared.map(item) }] : []),
          { key: 'built-in', type: 'group' as const, label: '常用', children: builtIn.map((view) => ({ key: view.query, label: view.name })) },
          ...(saved.length > 0 ? [{ type: 'divider' as const }, { key: MANAGE, label: '整理视图…' }] : []),
        ],
        onClick: ({ key }) => { if (key === MANAGE) setDialog('manage'); else onParams(new URLSearchParams(key)); },
      }}>
        <Button type="text" size="small" className={styles['viewButton'] ?? ''} aria-label={`视图：${current?.name ?? '没有存的条件'}`}>{current?.name ?? '筛选结果'}<DownOutlined /></Button>
      </Dropdown>
      {current === undefined && scope !== undefined && <Button type="link" size="small" className={styles['save'] ?? ''} onClick={() => { setDialog('save'); }}>存为视图</Button>}
      {dialog === 'save' && scope !== undefined && <SaveView words={words} query={query} scope={scope} order={Math.max(0, ...saved.map(({ order }) => order)) + 1} onClose={() => { setDialog(null); }} />}
      {dialog === 'manage' && <ManageViews views={saved} onClose={() => { setDialog(null); }} />}
    </>
  );
}

/** No query is called so. */
const MANAGE = '?manage';

function SaveView({ words, query, scope, order, onClose }: { readonly words: string; readonly query: string; readonly scope: string; readonly order: number; readonly onClose: () => void }) {
  const session = useSession();
  const { message } = App.useApp();
  const { busy, refusal, perform } = usePerform();
  const [name, setName] = useState([...words].slice(0, MAX_VIEW_NAME).join(''));
  const [shared, setShared] = useState(false);
  const [subject] = useState(() => newSubject('view'));
  const save = async () => {
    if (name.trim() === '' || busy) return;
    const set: Readonly<Record<string, FieldValue>> = viewFields({ name: name.trim(), query, owner: session.user, shared, order, active: true });
    if (!await perform({ scope, subject, type: 'view.updated', body: { set } })) return;
    void message.success(shared ? '已存为视图，同事的电脑同步后也能看到' : '已存为视图');
    onClose();
  };
  return (
    <Modal open title="把现在列出的存为视图" width={420} okText="存下" cancelText="不存了" okButtonProps={{ disabled: name.trim() === '' }} confirmLoading={busy} onOk={() => { void save(); }} onCancel={onClose}>
      <Form layout="vertical">
        <Form.Item label="名称" {...(refusal === null ? {} : { validateStatus: 'error', help: refusal })}><Input autoFocus value={name} maxLength={MAX_VIEW_NAME} aria-label="视图名称" onChange={(event) => { setName(event.target.value); }} onPressEnter={() => { void save(); }} /></Form.Item>
        <Form.Item label="给本单位的同事共用" layout="horizontal" colon={false}><Switch checked={shared} onChange={setShared} aria-label="给本单位的同事共用" /></Form.Item>
      </Form>
    </Modal>
  );
}
