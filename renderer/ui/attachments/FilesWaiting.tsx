/** One line about the files that still have to go to the county: how many, how much, and how far. They go by themselves, after every entry. */
import { Progress } from 'antd';
import { sizeWords } from '../../../shared/attachment/words.ts';
import type { AttachmentTraffic } from '../../store/api.ts';
import { useAnswer } from '../use-answer.ts';
import styles from './attachments.module.css';

/** `照片和录音：还有 3 个待传，共 1.2 MB` and how far; nothing while nothing waits. */
export function FilesWaiting() {
  const traffic = useTraffic();
  if (traffic === undefined || traffic.waiting === 0) return null;
  return <div className={styles['traffic']} data-testid="files-waiting"><span>照片和录音：{trafficWords(traffic)}</span><Part traffic={traffic} /></div>;
}

/** The same beside a label that says 照片和录音; says also that nothing waits. */
export function FilesWaitingValue() {
  const traffic = useTraffic();
  if (traffic === undefined) return null;
  return <span className={styles['traffic']}><span>{trafficWords(traffic)}</span>{traffic.waiting > 0 && <Part traffic={traffic} />}</span>;
}

function useTraffic(): AttachmentTraffic | undefined {
  return useAnswer((store) => store.attachmentTraffic(), ['attachments', 'sync'], []);
}

function Part({ traffic }: { readonly traffic: AttachmentTraffic }) {
  const percent = Math.floor(traffic.part * 100);
  return <Progress percent={percent} size="small" status="normal" aria-label={`照片和录音已传 ${percent}%`} />;
}

function trafficWords({ waiting, bytes }: AttachmentTraffic): string {
  return waiting === 0 ? '没有待传的' : `还有 ${waiting} 个待传${bytes > 0 ? `，共 ${sizeWords(bytes)}` : ''}`;
}
