/** Recordings that a kill, a power cut or a form that was left broke off: kept as a file, listened to first, or thrown away, which can be taken back. */
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { LeftMemo } from '../../store/api.ts';
import { useStore } from '../../store/store-context.tsx';
import { useLive } from '../../store/use-live.ts';
import styles from './attachments.module.css';
import { captureName, lengthWords } from './capture-words.ts';
import { SoundPlayer } from './SoundPlayer.tsx';
import type { TakeMemo } from './use-recorder.ts';

/** How long a recording that was thrown away can be taken back. */
const REGRET_MS = 15_000;

export function LeftMemos({ onKeep, disabled }: { readonly onKeep: TakeMemo; readonly disabled: boolean }) {
  const { value: left } = useLive((store) => store.leftMemos(), ['attachments'], []);
  if (left === undefined || left.length === 0) return null;
  return <ul className={styles['left']} aria-label="没有录完的录音">{left.map((one) => <Left key={one.memo} memo={one} onKeep={onKeep} disabled={disabled} />)}</ul>;
}

function Left({ memo: { memo, ms, at }, onKeep, disabled }: { readonly memo: LeftMemo; readonly onKeep: TakeMemo; readonly disabled: boolean }) {
  const store = useStore();
  const [state, setState] = useState<'offered' | 'taking' | 'thrown' | 'lost'>('offered');
  const [address, setAddress] = useState<string | null>(null);
  const regret = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  // Whoever leaves the form before the time is over is asked again the next time.
  useEffect(() => () => { clearTimeout(regret.current); }, []);
  useEffect(() => () => { if (address !== null) URL.revokeObjectURL(address); }, [address]);

  const keep = async (): Promise<void> => {
    setState('taking');
    const sound = await store.memoSound(memo);
    if (sound === null) { setState('lost'); return; }
    if (await onKeep(new File([sound], captureName('录音', 'webm', at - ms), { type: sound.type })) !== false) await store.dropMemo(memo);
    setState('offered');
  };
  const listen = async (): Promise<void> => {
    const sound = await store.memoSound(memo);
    if (sound === null) setState('lost');
    else setAddress(URL.createObjectURL(sound));
  };
  const drop = (): void => {
    setState('thrown');
    regret.current = setTimeout(() => { void store.dropMemo(memo); }, REGRET_MS);
  };
  const putBack = (): void => {
    clearTimeout(regret.current);
    setState('offered');
  };

  if (state === 'lost') return <li className={styles['hint']}>上次没有录完的录音读不出来了。<Button type="link" size="small" onClick={() => { void store.dropMemo(memo); }}>知道了</Button></li>;
  if (state === 'thrown') return <li className={styles['hint']} role="status">已丢掉录音（{lengthWords(ms)}）<Button type="link" size="small" onClick={putBack}>放回</Button></li>;
  return (
    <li className={styles['leftOne']}>
      <span>上次没有录完的录音（{lengthWords(ms)}）</span>
      <Button size="small" type="primary" disabled={disabled} loading={state === 'taking'} onClick={() => { void keep(); }}>留下</Button>
      {address === null ? <Button size="small" onClick={() => { void listen(); }}>听一听</Button> : <SoundPlayer address={address} name="没有录完的录音" autoPlay />}
      <Button size="small" type="text" onClick={drop}>丢掉</Button>
    </li>
  );
}
