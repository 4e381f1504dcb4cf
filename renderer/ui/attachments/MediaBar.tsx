/**
 * Everything that a form at a table can take in, in one line of buttons with the tiles below: files, photographs, a memo by voice, a sketch, a
 * signature. It stands in any form, on the desk and in the dark night market; its targets are as high as the theme's controls.
 *
 * - `value`, `onChange`: the attachments, as `AttachmentsField` has them. Whatever appears in them is durable on this device, and may stand in a
 *   draft and be named by an act.
 * - `captures`: which buttons there are, all by default.
 * - `compact`: the tiles in one low line that scrolls sideways, and while a memo is recorded nothing else in the line of buttons, for a card
 *   whose height is spoken for.
 * - Each button carries `data-capture="file|camera|voice|sketch|signature"`, so that a screen's shortcut can press it. None of them is a
 *   submit button, and Enter on them is theirs.
 * - Files can also be dropped on it, or pasted anywhere in the form around it.
 */
import { useRef } from 'react';
import type { Attachment } from '../../../shared/attachment/attachment.ts';
import { AddedFiles } from './AddedFiles.tsx';
import styles from './attachments.module.css';
import { CameraCapture } from './CameraCapture.tsx';
import { ChooseFiles } from './ChooseFiles.tsx';
import { DropZone } from './DropZone.tsx';
import { SketchPad } from './SketchPad.tsx';
import { useAdding } from './use-adding.ts';
import { usePasting } from './use-pasting.ts';
import { VoiceMemo } from './VoiceMemo.tsx';

export const CAPTURES = ['file', 'camera', 'voice', 'sketch', 'signature'] as const;
export type Capture = (typeof CAPTURES)[number];

interface Props {
  readonly value?: readonly Attachment[];
  readonly onChange?: (value: Attachment[]) => void;
  readonly captures?: readonly Capture[];
  readonly compact?: boolean;
  readonly id?: string;
  readonly disabled?: boolean;
}

const NONE: readonly Attachment[] = [];

export function MediaBar({ value = NONE, onChange, captures = CAPTURES, compact = false, id, disabled = false }: Props) {
  const field = useRef<HTMLDivElement>(null);
  const files = useAdding(value, onChange, disabled);
  usePasting(field, value.length, files.add);
  const off = disabled || files.full;
  const take = (file: File): Promise<boolean> => files.add([{ file, name: file.name }]);
  const voice = captures.includes('voice') && <VoiceMemo disabled={off} compact={compact} onRecorded={take} />;
  return (
    <DropZone ref={field} id={id} onFiles={files.add}>
      <div className={`${styles['bar']} ${compact ? styles['narrow'] : ''}`}>
        {compact && voice}
        {captures.includes('file') && <ChooseFiles label="添加文件" disabled={off} onFiles={files.add} />}
        {captures.includes('camera') && <CameraCapture disabled={off} onShot={take} />}
        {captures.includes('sketch') && <SketchPad mode="sketch" disabled={off} onDrawn={take} />}
        {captures.includes('signature') && <SketchPad mode="signature" disabled={off} onDrawn={take} />}
        {!compact && voice}
      </div>
      <AddedFiles files={files} disabled={disabled} compact={compact} />
    </DropZone>
  );
}
