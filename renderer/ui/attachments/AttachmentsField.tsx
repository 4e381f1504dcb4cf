/**
 * Files of a form: chosen, dropped, or pasted anywhere in the form (a screenshot of a chat). Each is checked, made smaller and stored on this device
 * before it counts; what was not taken says why.
 */
import { useRef } from 'react';
import type { Attachment } from '../../../shared/attachment/attachment.ts';
import { AddedFiles } from './AddedFiles.tsx';
import styles from './attachments.module.css';
import { ChooseFiles } from './ChooseFiles.tsx';
import { DropZone } from './DropZone.tsx';
import { useAdding } from './use-adding.ts';
import { usePasting } from './use-pasting.ts';

interface Props {
  /** Of the form item around it. */
  readonly value?: readonly Attachment[];
  readonly onChange?: (value: Attachment[]) => void;
  readonly id?: string;
  readonly disabled?: boolean;
}

const NONE: readonly Attachment[] = [];

export function AttachmentsField({ value = NONE, onChange, id, disabled = false }: Props) {
  const field = useRef<HTMLDivElement>(null);
  const files = useAdding(value, onChange, disabled);
  usePasting(field, value.length, files.add);
  return (
    <DropZone ref={field} id={id} onFiles={files.add}>
      <div className={styles['bar']}>
        <ChooseFiles label="添加附件" disabled={disabled || files.full} onFiles={files.add} />
        <span className={styles['hint']}>照片、PDF、Word、Excel、录音，可粘贴或拖进来；照片里的拍摄位置会自动去掉</span>
      </div>
      <AddedFiles files={files} disabled={disabled} />
    </DropZone>
  );
}
