/** Words of what is captured in the app: names of files, lengths of recordings, and why a camera or a microphone did not come. */
import { localDateOf } from '../../../shared/kernel/local-date.ts';

/** `照片 20260521-193205.jpg`: what it is and when it was made (epoch milliseconds), in China's time. */
export function captureName(what: '照片' | '录音' | '草图' | '签名', extension: string, at: number): string {
  const time = new Date(at + CHINA_OFFSET_MS).toISOString().slice(11, 19).replaceAll(':', '');
  return `${what} ${localDateOf(at).replaceAll('-', '')}-${time}.${extension}`;
}

const CHINA_OFFSET_MS = 8 * 3_600_000;

/** `1分12秒`, `8秒`. */
export function lengthWords(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  return seconds < 60 ? `${seconds}秒` : `${Math.floor(seconds / 60)}分${String(seconds % 60).padStart(2, '0')}秒`;
}

/** `01:12`, as a recorder counts. */
export function countWords(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}

const INSTEAD = { camera: '也可以用手机拍好，再用“选照片”放进来。', microphone: '也可以用手机录好，再用“添加文件”放进来。' } as const;
const NAMES = { camera: '摄像头', microphone: '麦克风' } as const;

/** What to say when a camera or microphone was asked for and `failure` came of it: the names are those of the media capture standard. */
export function deviceRefusal(device: 'camera' | 'microphone', failure: unknown): string {
  const name = failure instanceof Error ? failure.name : '';
  const called = NAMES[device], instead = INSTEAD[device];
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return `这台电脑没有找到${called}。请检查有没有接好；${instead}`;
  if (name === 'NotAllowedError' || name === 'SecurityError') return `没有得到使用${called}的许可。请在系统的隐私设置里允许民情簿使用${called}；${instead}`;
  if (name === 'NotReadableError' || name === 'AbortError') return `${called}正被别的软件占用，或者没有接好。请关掉视频会议等软件再试；${instead}`;
  return `${called}打不开。${instead}`;
}
