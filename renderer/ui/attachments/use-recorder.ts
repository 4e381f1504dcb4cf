/**
 * Records speech. Every second of it is kept on the device at once, so that nothing but the last second is lost with a power cut; the
 * recording stops by itself after ten minutes, when the microphone goes, and when its form is left.
 */
import { useEffect, useRef, useState } from 'react';
import type { Store } from '../../store/client.ts';
import { useStore } from '../../store/store-context.tsx';
import { captureName, deviceRefusal } from './capture-words.ts';

/** `level` 0 to 1. `kept` is false while the disk does not take the parts: what is recorded is then in memory only. */
export type Recording =
  | { readonly phase: 'idle'; readonly problem: string | null }
  | { readonly phase: 'starting' }
  | { readonly phase: 'recording'; readonly ms: number; readonly level: number; readonly kept: boolean }
  | { readonly phase: 'storing' };

/** The longest memo. */
export const MAX_MEMO_MS = 10 * 60_000;
/** Clear speech in Opus; ten minutes are 1.8 MB. */
const BITS_PER_SECOND = 24_000;
const PART_MS = 1_000;
const LOOK_MS = 100;
const MICROPHONE = { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true } as const;
const TYPE = 'audio/webm;codecs=opus';

/** Takes the finished file in; false: it was not kept, and the recording is offered again. */
export type TakeMemo = (file: File) => unknown;

export interface Recorder { readonly recording: Recording; readonly start: () => void; readonly stop: () => void }

export function useRecorder(onRecorded: TakeMemo): Recorder {
  const store = useStore();
  const [recording, setRecording] = useState<Recording>({ phase: 'idle', problem: null });
  const running = useRef<Session | null>(null);
  const starting = useRef(false);
  const take = useRef(onRecorded);
  const mounted = useRef(false);
  useEffect(() => { take.current = onRecorded; });
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
      running.current?.stop();
    };
  }, []);

  const finish = async (file: File | null, memo: string): Promise<void> => {
    running.current = null;
    if (mounted.current && file !== null) {
      setRecording({ phase: 'storing' });
      if (await take.current(file) !== false) await store.dropMemo(memo);
    }
    // Whatever was not taken in is offered from now on.
    await store.leaveMemo(memo);
    if (mounted.current) setRecording({ phase: 'idle', problem: null });
  };
  const begin = async (): Promise<void> => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: MICROPHONE, video: false });
    if (!mounted.current) { for (const track of stream.getTracks()) track.stop(); return; }
    running.current = record(stream, store, { onLook: setRecording, onEnd: (file, memo) => { void finish(file, memo); } });
  };
  return {
    recording,
    start() {
      if (running.current !== null || starting.current) return;
      starting.current = true;
      setRecording({ phase: 'starting' });
      begin().catch((failure: unknown) => { setRecording({ phase: 'idle', problem: deviceRefusal('microphone', failure) }); }).finally(() => { starting.current = false; });
    },
    stop: () => { running.current?.stop(); },
  };
}

interface Session { stop(): void }
interface Ears { readonly onLook: (recording: Recording) => void; readonly onEnd: (file: File | null, memo: string) => void }

function record(stream: MediaStream, store: Store, { onLook, onEnd }: Ears): Session {
  const memo = crypto.randomUUID(), begunAt = Date.now(), begun = performance.now();
  const recorder = new MediaRecorder(stream, { mimeType: TYPE, audioBitsPerSecond: BITS_PER_SECOND });
  const loudness = loudnessOf(stream);
  const parts: Blob[] = [];
  const kept = { all: true, writing: Promise.resolve() };
  const length = () => performance.now() - begun;
  const stop = (): void => { if (recorder.state !== 'inactive') recorder.stop(); };
  recorder.addEventListener('dataavailable', ({ data }) => {
    if (data.size === 0) return;
    const part = { memo, part: parts.length, ms: Math.round(length()), sound: data };
    parts.push(data);
    kept.writing = kept.writing.then(() => store.keepMemoPart(part)).then((ok) => { kept.all &&= ok; }, () => { kept.all = false; });
  });
  recorder.addEventListener('stop', () => {
    clearInterval(looking);
    for (const track of stream.getTracks()) track.stop();
    loudness.end();
    void kept.writing.then(() => { onEnd(parts.length === 0 ? null : new File(parts, captureName('录音', 'webm', begunAt), { type: 'audio/webm' }), memo); });
  });
  stream.getAudioTracks()[0]?.addEventListener('ended', stop);
  const looking = setInterval(() => {
    if (length() >= MAX_MEMO_MS) stop();
    else onLook({ phase: 'recording', ms: length(), level: loudness.now(), kept: kept.all });
  }, LOOK_MS);
  recorder.start(PART_MS);
  onLook({ phase: 'recording', ms: 0, level: 0, kept: true });
  return { stop };
}

/** How loud it is now, 0 to 1, on a scale on which speech at a table moves visibly. */
function loudnessOf(stream: MediaStream): { now(): number; end(): void } {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    now() {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, one) => sum + one * one, 0) / samples.length;
      // From −60 dB to −10 dB.
      return power === 0 ? 0 : Math.min(1, Math.max(0, (10 * Math.log10(power) + 60) / 50));
    },
    end: () => { void context.close(); },
  };
}
