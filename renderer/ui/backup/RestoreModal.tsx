/** Restoring one backup: read to its end, opened, what it would bring, and only then the taking in. Nothing on this computer is taken away. */
import { RollbackOutlined } from '@ant-design/icons';
import { Alert, Button, Descriptions, Flex, Modal, Spin, Typography } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { BackupInfo, BackupOpened, DesktopApi } from '../../../shared/desktop-api.ts';
import type { BackupChosen, BackupPreview, BackupRestored } from '../../store/backup-api.ts';
import { useStore } from '../../store/store-context.tsx';
import { RunningLine } from '../bundle/RunningLine.tsx';
import { useRun } from '../bundle/use-run.ts';
import { momentWords } from '../format-date.ts';
import { useToday } from '../use-today.ts';
import { otherGood, FAULT_WORDS, KEY_FAILURE_TEXT, MAKE_FAILURE_TEXT, OPEN_FAILURE_TEXT, PLACE_WORDS, problemWords, restoredWords } from './backup-words.ts';
import { PasswordField } from './PasswordField.tsx';

interface Props {
  readonly desktop: DesktopApi;
  readonly backup: BackupInfo;
  readonly list: readonly BackupInfo[];
  /** It was put onto this computer before the page loaded: taken in without asking once more. */
  readonly putBack?: boolean;
  readonly onChoose: (backup: BackupInfo) => void;
  readonly onClose: () => void;
  readonly onDone?: () => void;
}

type Step =
  | { readonly at: 'reading' }
  | { readonly at: 'failed'; readonly sentence: string }
  | { readonly at: 'damaged'; readonly opened: BackupOpened }
  | { readonly at: 'password'; readonly opened: BackupOpened; readonly failure: string | null }
  | { readonly at: 'preview'; readonly chosen: BackupChosen; readonly preview: BackupPreview }
  | { readonly at: 'done'; readonly restored: BackupRestored };

export function RestoreModal({ desktop, backup, list, putBack = false, onChoose, onClose, onDone }: Props) {
  const store = useStore();
  const today = useToday();
  const { running, run, giveUp } = useRun();
  const [step, setStep] = useState<Step>({ at: 'reading' });
  const [taking, setTaking] = useState(false);
  const other = otherGood(list, backup);

  const take = useCallback(async (chosen: BackupChosen) => {
    setTaking(true);
    // A union takes nothing away; that it can be looked at how things were before is worth a minute all the same.
    const before = await desktop.backupNow('restore');
    if (!before.ok && before.failure !== 'nothing-to-keep') setStep({ at: 'failed', sentence: `恢复前要先备份现在的记录。${MAKE_FAILURE_TEXT[before.failure]}` });
    else {
      const restored = await run('正在取回', (goOn) => store.restoreBackup(chosen, goOn));
      if (restored.ok) setStep({ at: 'done', restored: restored.value });
      else setStep({ at: 'failed', sentence: problemWords(restored.error) });
      if (restored.ok && !restored.value.stopped) onDone?.();
    }
    setTaking(false);
  }, [desktop, onDone, run, store]);

  const look = useCallback(async (opened: BackupOpened, key: string | null) => {
    const chosen: BackupChosen = { kid: opened.kid, key, lines: opened.lines, attachments: opened.attachments, enrolment: opened.enrolment, putBack };
    const preview = await run('正在和这台电脑对照', (goOn) => store.previewBackup(chosen, goOn));
    if (!preview.ok) { setStep({ at: 'failed', sentence: problemWords(preview.error) }); return; }
    setStep({ at: 'preview', chosen, preview: preview.value });
    if (putBack) await take(chosen);
  }, [putBack, run, store, take]);

  const unlock = useCallback(async (opened: BackupOpened, password: string | null) => {
    if (opened.info.own) { await look(opened, null); return; }
    const key = await desktop.backupKey(password);
    if (key.ok) await look(opened, key.value.key);
    else if (key.failure === 'password-needed' || key.failure === 'wrong-password') setStep({ at: 'password', opened, failure: password === null ? null : KEY_FAILURE_TEXT[key.failure] });
    else setStep({ at: 'failed', sentence: KEY_FAILURE_TEXT[key.failure] });
  }, [desktop, look]);

  // Reading is begun once for each backup that is chosen, whatever is drawn anew meanwhile.
  const begun = useRef('');
  useEffect(() => {
    const key = `${backup.place} ${backup.id}`;
    if (begun.current === key) return;
    begun.current = key;
    setStep({ at: 'reading' });
    void desktop.backupOpen(backup.place, backup.id).then(async (opened) => {
      if (begun.current !== key) return;
      if (!opened.ok) setStep({ at: 'failed', sentence: OPEN_FAILURE_TEXT[opened.failure] });
      else if (opened.value.fault !== null && !putBack) setStep({ at: 'damaged', opened: opened.value });
      else await unlock(opened.value, null);
    });
  }, [backup, desktop, putBack, unlock]);

  const busy = running !== null || taking;
  const close = () => {
    begun.current = '';
    onClose();
  };
  return (
    <Modal title={`恢复 ${momentWords(backup.madeAt, today)} 的备份`} open onCancel={close} closable={!busy} keyboard={!busy} mask={{ closable: false }} footer={null} width={620} centered destroyOnHidden>
      <Flex vertical gap={14} style={{ paddingTop: 6 }}>
        {step.at === 'reading' && running === null && <Flex gap={12} align="center" role="status"><Spin size="small" /><Typography.Text>正在从头到尾核对这个备份…</Typography.Text></Flex>}
        {step.at === 'failed' && <Alert type="error" showIcon title={step.sentence} role="alert" />}
        {step.at === 'damaged' && <Damaged opened={step.opened} other={other} onChoose={onChoose} onAnyway={() => { setStep({ at: 'reading' }); void unlock(step.opened, null); }} />}
        {step.at === 'password' && running === null && <PasswordField device={step.opened.info.device} failure={step.failure} action="打开" onGiven={(password) => unlock(step.opened, password)} />}
        {step.at === 'preview' && <Preview preview={step.preview} />}
        {step.at === 'done' && <Alert type={step.restored.stopped || step.restored.unreadable > 0 ? 'warning' : 'success'} showIcon title={restoredWords(step.restored)} role="status" />}
        {taking && running === null && <Typography.Text type="secondary" role="status">先备份现在的记录…</Typography.Text>}
        {running !== null && <RunningLine running={running} onGiveUp={giveUp} />}
        {!busy && step.at === 'failed' && other !== null && <Flex justify="end" gap={8}><Button onClick={close}>关闭</Button><Button type="primary" onClick={() => { onChoose(other); }}>{`改用${PLACE_WORDS[other.place]} ${momentWords(other.madeAt, today)} 的`}</Button></Flex>}
        {!busy && (step.at === 'done' || (step.at === 'failed' && other === null)) && <Flex justify="end"><Button type="primary" autoFocus onClick={close}>{step.at === 'done' ? '好' : '关闭'}</Button></Flex>}
        {!busy && step.at === 'preview' && <Decide preview={step.preview} onTake={() => { void take(step.chosen); }} onClose={close} />}
      </Flex>
    </Modal>
  );
}

function Damaged({ opened, other, onChoose, onAnyway }: { readonly opened: BackupOpened; readonly other: BackupInfo | null; readonly onChoose: (backup: BackupInfo) => void; readonly onAnyway: () => void }) {
  const today = useToday();
  const fault = opened.fault === null ? '' : FAULT_WORDS[opened.fault];
  return (
    <>
      <Alert type="error" showIcon role="alert" title={`${momentWords(opened.info.madeAt, today)} 的这个备份坏了：${fault}。${other === null ? '没有别的完好备份。' : `可以改用 ${momentWords(other.madeAt, today)} 的（${PLACE_WORDS[other.place]}，${other.entries} 条）。`}`} />
      <Flex justify="end" gap={8}>
        <Button onClick={onAnyway}>仍用这个，能读多少取多少</Button>
        {other !== null && <Button type="primary" autoFocus onClick={() => { onChoose(other); }}>{`改用${PLACE_WORDS[other.place]} ${momentWords(other.madeAt, today)} 的`}</Button>}
      </Flex>
    </>
  );
}

function Preview({ preview: { fresh, freshCases, known, unsent, foreign, attachments, freshAttachments } }: { readonly preview: BackupPreview }) {
  return (
    <section aria-label="备份里有什么" style={{ display: 'grid', gap: 8 }}>
      <Typography.Paragraph strong style={{ margin: 0 }}>{fresh === 0 ? '这个备份里的记录，这台电脑上都有。' : `这个备份里有 ${fresh} 条这台电脑上没有的记录，关于 ${freshCases} 件。`}</Typography.Paragraph>
      <Descriptions column={2} size="small" items={[
        { key: 'known', label: '两边都有的', children: `${known} 条` },
        { key: 'files', label: '附件', children: `${attachments} 个，其中 ${freshAttachments} 个这里没有` },
        ...(unsent === 0 ? [] : [{ key: 'unsent', label: '当时还没有上报的', children: `${unsent} 条，取回后自动上报` }]),
        ...(foreign === 0 ? [] : [{ key: 'foreign', label: '不取的', children: `${foreign} 条，您的账号看不到那里` }]),
      ]} />
      <Typography.Text type="secondary">只添不减：这台电脑上现有的记录一条也不会改、不会少。</Typography.Text>
    </section>
  );
}

function Decide({ preview: { fresh, freshAttachments }, onTake, onClose }: { readonly preview: BackupPreview; readonly onTake: () => void; readonly onClose: () => void }) {
  const nothing = fresh === 0 && freshAttachments === 0;
  return (
    <Flex justify="end" gap={8}>
      <Button autoFocus={nothing} onClick={onClose}>{nothing ? '关闭' : '先不'}</Button>
      {!nothing && <Button type="primary" icon={<RollbackOutlined />} autoFocus onClick={onTake}>{fresh === 0 ? `取回 ${freshAttachments} 个附件` : `取回 ${fresh} 条`}</Button>}
    </Flex>
  );
}
