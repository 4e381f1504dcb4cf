/** The field into which files can be dropped. */
import { useState, type DragEvent, type ReactNode, type Ref } from 'react';
import styles from './attachments.module.css';
import type { Named } from './use-adding.ts';

interface Props {
  readonly ref: Ref<HTMLDivElement>;
  readonly id?: string | undefined;
  readonly onFiles: (files: readonly Named[]) => unknown;
  readonly children: ReactNode;
}

export function DropZone({ ref, id, onFiles, children }: Props) {
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files].map((file) => ({ file, name: file.name })));
  };
  return (
    <div ref={ref} id={id} role="group" aria-label="附件" className={`${styles['field']} ${over ? styles['over'] : ''}`} onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => { setOver(false); }} onDrop={drop}>
      {children}
    </div>
  );
}
