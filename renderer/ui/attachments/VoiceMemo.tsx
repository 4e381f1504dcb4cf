/** A memo by voice: one button starts and stops it, with the time and the loudness beside it. Recordings that broke off are offered again. */
import { AudioOutlined, BorderOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import styles from './attachments.module.css';
import { countWords } from './capture-words.ts';
import { LeftMemos } from './LeftMemos.tsx';
import { MAX_MEMO_MS, useRecorder, type Recording, type TakeMemo } from './use-recorder.ts';

interface Props {
  /** The finished recording (audio/webm, Opus). When it answers with a promise of `false`, the recording was not kept and is offered again. */
  readonly onRecorded: TakeMemo;
  readonly disabled?: boolean;
  /** Only time and loudness beside the button, while all is well. */
  readonly compact?: boolean;
}

export function VoiceMemo({ onRecorded, disabled = false, compact = false }: Props) {
  const { recording, start, stop } = useRecorder(onRecorded);
  const { phase } = recording;
  const going = phase === 'recording';
  return (
    <>
      <Button
        icon={going ? <BorderOutlined /> : <AudioOutlined />} danger={going} type={going ? 'primary' : 'default'} disabled={disabled && !going} data-capture="voice" aria-pressed={going}
        loading={phase === 'starting' || phase === 'storing'} onClick={going ? stop : start}
      >
        {going ? '停止录音' : '录音'}
      </Button>
      {going && <Going recording={recording} compact={compact} />}
      {phase === 'idle' && recording.problem !== null && <Alert type="warning" showIcon role="alert" className={styles['wide'] ?? ''} title={recording.problem} />}
      {phase === 'idle' && <LeftMemos onKeep={onRecorded} disabled={disabled} />}
    </>
  );
}

function Going({ recording: { ms, level, kept }, compact }: { readonly recording: Extract<Recording, { phase: 'recording' }>; readonly compact: boolean }) {
  return (
    <span className={styles['going']}>
      <span className={styles['time']} role="timer" aria-label="已录时间">{countWords(ms)}</span>
      <meter className={styles['loudness']} min={0} max={1} value={level} aria-label="声音大小" />
      <span className={styles['hint']} role="status">{!kept ? '磁盘写不进，请尽快停止录音并清理磁盘' : MAX_MEMO_MS - ms < 60_000 ? `还能录 ${countWords(MAX_MEMO_MS - ms)}` : compact ? '' : '边录边存在本机'}</span>
    </span>
  );
}
