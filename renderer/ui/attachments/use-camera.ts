/** A camera for as long as it is wanted: its picture in a video element, one after another of those that there are, and still pictures of it. */
import { useEffect, useRef, useState, type RefObject } from 'react';
import { deviceRefusal } from './capture-words.ts';

export interface Camera {
  readonly video: RefObject<HTMLVideoElement | null>;
  /** It shows something; only then a picture can be taken. */
  readonly ready: boolean;
  /** Why it does not, or null. */
  readonly problem: string | null;
  /** How many there are. */
  readonly count: number;
  readonly next: () => void;
  /** What the camera sees now, as a JPEG; null when it sees nothing. */
  readonly shoot: () => Promise<Blob | null>;
}

/** What is asked of the camera: as much as a kept picture has. It gives the nearest that it can. */
const WANTED = { width: { ideal: 2560 }, height: { ideal: 1920 } } as const;
/** Made smaller afterwards by the store. */
const QUALITY = 0.95;

export function useCamera(): Camera {
  const video = useRef<HTMLVideoElement>(null);
  const [cameras, setCameras] = useState<readonly string[]>([]);
  const [wanted, setWanted] = useState<string | null>(null);
  const [ready, setReady] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    const held: { gone: boolean; stream: MediaStream | null } = { gone: false, stream: null };
    const begin = async (): Promise<void> => {
      // Telephones and tablets first show the side that looks at the paper.
      const stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { ...WANTED, ...(wanted === null ? { facingMode: 'environment' } : { deviceId: { exact: wanted } }) } });
      if (held.gone) { endStream(stream); return; }
      held.stream = stream;
      stream.getVideoTracks()[0]?.addEventListener('ended', () => { setReady(false); setProblem('摄像头断开了。请接好后重新打开；已经拍下的都在。'); });
      setCameras((await navigator.mediaDevices.enumerateDevices()).flatMap(({ kind, deviceId }) => (kind === 'videoinput' ? [deviceId] : [])));
      if (video.current) video.current.srcObject = stream;
      await video.current?.play();
      if (!held.gone) setReady(true);
    };
    setProblem(null);
    begin().catch((failure: unknown) => { if (!held.gone) setProblem(deviceRefusal('camera', failure)); });
    return () => {
      held.gone = true;
      setReady(false);
      if (held.stream) endStream(held.stream);
    };
  }, [wanted]);

  return {
    video, ready, problem, count: cameras.length,
    next() {
      const shown = (video.current?.srcObject as MediaStream | null)?.getVideoTracks()[0]?.getSettings().deviceId;
      const at = cameras.findIndex((one) => one === shown);
      setWanted(cameras[(at + 1) % cameras.length] ?? null);
    },
    async shoot() {
      const { current } = video;
      if (!current || current.videoWidth === 0) return null;
      const bitmap = await createImageBitmap(current);
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
      bitmap.close();
      return canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
    },
  };
}

function endStream(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
