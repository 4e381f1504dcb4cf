/** What the rules propose: each is accepted (the form opens filled in), set aside with a reason, or several are sent at once after one look. */
import { Button, Flex, Input, Modal, Table, Typography, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { mayAppend } from '../../../shared/access.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import type { ProposedCase } from '../../store/api.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useOpenAct } from '../../ui/open-act.ts';
import { useSession } from '../../ui/session-context.tsx';
import { usePerform } from '../../ui/use-perform.ts';
import { CaseCell } from './CaseCell.tsx';
import { GradeTag } from './GradeTag.tsx';
import { SendAll } from './SendAll.tsx';
import styles from './supervision.module.css';

const PAGE = 20;

/** `total` is how many there are: of each grade the most pressing are listed. */
export function Proposals({ proposals, total, today }: { readonly proposals: readonly ProposedCase[]; readonly total: number; readonly today: LocalDate }) {
  const { role, writes } = useSession();
  const openAct = useOpenAct();
  const [selected, setSelected] = useState<readonly string[]>([]);
  const [aside, setAside] = useState<ProposedCase | null>(null);
  const [sending, setSending] = useState<readonly ProposedCase[] | null>(null);
  const may = ({ row }: ProposedCase) => mayAppend(role, 'case.supervised') && writes.includes(row.scope);
  const chosen = proposals.filter(({ row }) => selected.includes(row.id));
  const mine = proposals.filter(may);

  const columns: TableColumnsType<ProposedCase> = [
    { title: '哪一件', key: 'case', ellipsis: true, render: (_, { row }) => <CaseCell row={row} /> },
    { title: '承办单位', key: 'unit', width: '12em', ellipsis: true, render: (_, { row }) => row.leadName || '—' },
    { title: '提议', key: 'grade', width: '7em', render: (_, { grade }) => <GradeTag grade={grade} /> },
    { title: '理由', key: 'reason', width: '21em', render: (_, { reasons, basis }) => <span className={styles['reason']} title={basis}>{reasons.join('；')}</span> },
    {
      title: '', key: 'acts', width: '13em', align: 'right',
      render: (_, one) => (may(one) ? (
        <Flex gap={8} justify="end">
          <Button size="small" type="primary" ghost aria-label={`照办：${one.row.title}`} onClick={() => { void openAct({ id: one.row.id, act: 'case.supervised', body: { grade: one.grade, reason: one.reasons.join('；'), proposal: one.rule }, list: { status: one.row.status, sort: 'due' } }); }}>照办</Button>
          <Button size="small" aria-label={`暂不督办：${one.row.title}`} onClick={() => { setAside(one); }}>暂不督办</Button>
        </Flex>
      ) : null),
    },
  ];

  if (proposals.length === 0) {
    return <EmptyState drawing="done" title="没有要提议的督办">没有快到期、逾期、两次退件或两次不满意的，或者都已经督办过了。</EmptyState>;
  }
  return (
    <>
      <Flex align="center" gap={8} className={styles['bar'] ?? ''}>
        {mine.length > 0 && <Button disabled={chosen.length === 0} onClick={() => { setSending(chosen); }}>{chosen.length === 0 ? '勾选后一起发' : `一起发 ${chosen.length} 件`}</Button>}
        {mine.some(({ grade }) => grade === 'urge') && <Button onClick={() => { setSending(mine.filter(({ grade }) => grade === 'urge')); }}>催办{total > proposals.length ? '' : '全部'}快到期的 {mine.filter(({ grade }) => grade === 'urge').length} 件</Button>}
        <Typography.Text type="secondary" className={styles['hint'] ?? ''}>{total > proposals.length ? `这里是 ${total} 件里各级最要紧的 ${proposals.length} 件，办掉一批就补上后面的` : '每条理由上停一停，可以看到是按哪条规则提的'}</Typography.Text>
      </Flex>
      <Table<ProposedCase>
        size="small" rowKey={({ row }) => row.id} columns={columns} dataSource={[...proposals]} pagination={{ pageSize: PAGE, hideOnSinglePage: true, showSizeChanger: false }} tableLayout="fixed" aria-label="督办提议"
        rowSelection={{ selectedRowKeys: chosen.map(({ row }) => row.id), onChange: (keys) => { setSelected(keys.map(String)); }, getCheckboxProps: (one) => ({ disabled: !may(one), 'aria-label': one.row.title }) }}
      />
      {aside !== null && <SetAside one={aside} onClose={() => { setAside(null); }} />}
      {sending !== null && <SendAll proposals={sending} today={today} onClose={() => { setSending(null); setSelected([]); }} />}
    </>
  );
}

/** A proposal is set aside by a note on the case, with the reason: everybody sees who did and why, and a graver rule proposes anew. */
function SetAside({ one, onClose }: { readonly one: ProposedCase; readonly onClose: () => void }) {
  const { busy, refusal, perform } = usePerform();
  const [reason, setReason] = useState('');
  const save = async () => {
    if (reason.trim() !== '' && await perform({ scope: one.row.scope, subject: one.row.id, type: 'case.noted', body: { text: `暂不督办：${reason.trim()}`, duty: one.rule } })) onClose();
  };
  return (
    <Modal open title="暂不督办" okText="记下" okButtonProps={{ disabled: reason.trim() === '', loading: busy }} onOk={() => { void save(); }} onCancel={onClose} destroyOnHidden>
      <p>{one.row.title}：{one.reason}</p>
      <Input.TextArea autoFocus rows={2} maxLength={500} value={reason} onChange={(event) => { setReason(event.target.value); }} placeholder="为什么暂不督办，例如：单位已到现场，后天换好" aria-label="暂不督办的理由" />
      <Typography.Text type={refusal === null ? 'secondary' : 'danger'}>{refusal ?? '理由记在这件的办理过程里。改派、延期、重办或逾期更久后会重新提议。'}</Typography.Text>
    </Modal>
  );
}
