/** One line about the files that still have to go to the county: how many, how much, and how far. They go by themselves, after every entry. */
import { Progress } from 'antd';
import { sizeWords } from '../../../shared/attachment/words.ts';
import type { AttachmentTraffic } from '../../store/api.ts';
import { useAnswer } from '../use-answer.ts';
import styles from './attachments.module.css';

/** `照片和录音：还有 3 个待传，共 1.2 MB`; nothing while nothing waits, unless `always`. */
export function FilesWaiting({ always = false }: { readonly always?: boolean }) {
  const traffic = useAnswer((store) => store.attachmentTraffic(), ['attachments', 'sync'], []);
  if (traffic === undefined || (traffic.waiting === 0 && !always)) return null;
  const percent = Math.floor(traffic.part * 100);
  return (
    <div className={styles['traffic']} data-testid="files-waiting">
      <span>{trafficWords(traffic)}</span>
      {traffic.waiting > 0 && <Progress percent={percent} size="small" status="normal" aria-label={`照片和录音已传 ${percent}%`} />}
    </div>
  );
}

/** The line's words. */
export function trafficWords({ waiting, bytes }: AttachmentTraffic): string {
  if (waiting === 0) return '照片和录音：没有待传的';
  return `照片和录音：还有 ${waiting} 个待传${bytes > 0 ? `，共 ${sizeWords(bytes)}` : ''}`;
}
