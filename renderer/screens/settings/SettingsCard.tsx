/** The frame of a page of settings: its title, whose settings they are, why they cannot be changed here, and what was changed before. */
import { HistoryOutlined } from '@ant-design/icons';
import { Alert, Button, Card, Flex, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import { RecordHistory, type FieldWords } from '../../ui/records/RecordHistory.tsx';
import type { SettingsPlace } from './use-place.tsx';

interface Props {
  readonly title: string;
  readonly about: string;
  readonly place: SettingsPlace;
  readonly refusal: string | null;
  /** The record whose history is shown, and its words. */
  readonly history: { readonly subject: string; readonly words: FieldWords } | null;
  readonly extra?: ReactNode;
  readonly children: ReactNode;
}

export function SettingsCard({ title, about, place, refusal, history, extra, children }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Card title={title} extra={<Flex gap={8} align="center">{place.choice}{extra}{history !== null && <Button type="text" icon={<HistoryOutlined />} onClick={() => { setOpen(true); }}>改动记录</Button>}</Flex>}>
      <Typography.Paragraph type="secondary">{about}</Typography.Paragraph>
      {!place.mayEdit && <Alert type="info" showIcon title="这里只能看：由人大秘书、主席团主席或县里修改。" style={{ marginBottom: 12 }} />}
      {refusal !== null && <Alert type="error" showIcon title={refusal} role="alert" style={{ marginBottom: 12 }} />}
      {children}
      {open && history !== null && <RecordHistory title={title} {...history} onClose={() => { setOpen(false); }} />}
    </Card>
  );
}
