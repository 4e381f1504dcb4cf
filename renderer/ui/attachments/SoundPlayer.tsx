/** Plays a recording. What the browser records has no length written into it; the player finds it by going to the end once. */
import { useRef, useState } from 'react';
import styles from './attachments.module.css';

interface Props {
  /** A blob's address. */
  readonly address: string;
  readonly name: string;
  readonly autoPlay?: boolean;
}

/** Later than any end. */
const BEYOND_S = 1e7;

export function SoundPlayer({ address, name, autoPlay = false }: Props) {
  const sound = useRef<HTMLAudioElement>(null);
  const [searching, setSearching] = useState(false);
  const [broken, setBroken] = useState(false);
  const onKnown = () => {
    const { current } = sound;
    if (!current || Number.isFinite(current.duration)) { if (autoPlay) void current?.play().catch(() => undefined); return; }
    setSearching(true);
    current.currentTime = BEYOND_S;
  };
  const onMoved = () => {
    const { current } = sound;
    if (!current || !searching || !Number.isFinite(current.duration)) return;
    setSearching(false);
    current.currentTime = 0;
    if (autoPlay) void current.play().catch(() => undefined);
  };
  if (broken) return <span className={styles['hint']} role="alert">“{name}”放不出声音，可能已损坏。</span>;
  return (
    <audio
      ref={sound} className={styles['sound']} src={address} controls controlsList="nodownload noplaybackrate" preload="metadata" aria-label={`播放 ${name}`}
      onLoadedMetadata={onKnown} onDurationChange={onMoved} onTimeUpdate={onMoved} onError={() => { setBroken(true); }}
    />
  );
}
