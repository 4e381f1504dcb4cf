/** A signature, or a sketch of a place, drawn by mouse, pen or finger on white paper. */
import { ClearOutlined, EditOutlined, HighlightOutlined, UndoOutlined } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { useState, type KeyboardEvent } from 'react';
import type { PointGroup } from 'signature_pad';
import styles from './attachments.module.css';
import { captureName } from './capture-words.ts';
import { useSketch } from './use-sketch.ts';

export type SketchMode = 'signature' | 'sketch';

interface Props {
  readonly mode: SketchMode;
  /** The drawing as a PNG on white. */
  readonly onDrawn: (file: File) => unknown;
  readonly disabled?: boolean;
}

const MODES = {
  signature: { word: '签名', icon: <EditOutlined />, title: '签名', hint: '请在白纸上签名，用鼠标、手写笔或手指都可以。', paper: 'signaturePaper' },
  sketch: { word: '草图', icon: <HighlightOutlined />, title: '画草图', hint: '画一下位置、路线或现场，用鼠标、手写笔或手指都可以。', paper: 'sketchPaper' },
} as const;

export function SketchPad({ mode, onDrawn, disabled = false }: Props) {
  const [open, setOpen] = useState(false);
  // A window that was closed by mistake opens with what was drawn.
  const [strokes, setStrokes] = useState<readonly PointGroup[]>([]);
  const { word, icon } = MODES[mode];
  return (
    <>
      <Button icon={icon} disabled={disabled} data-capture={mode} onClick={() => { setOpen(true); }}>{word}</Button>
      {open && (
        <SketchWindow
          mode={mode} strokes={strokes} onLeave={(drawn) => { setStrokes(drawn); setOpen(false); }}
          onDrawn={(drawing) => { setStrokes([]); setOpen(false); onDrawn(new File([drawing], captureName(word, 'png', Date.now()), { type: drawing.type })); }}
        />
      )}
    </>
  );
}

interface WindowProps {
  readonly mode: SketchMode;
  readonly strokes: readonly PointGroup[];
  readonly onLeave: (strokes: readonly PointGroup[]) => void;
  readonly onDrawn: (drawing: Blob) => void;
}

function SketchWindow({ mode, strokes, onLeave, onDrawn }: WindowProps) {
  const { paper, empty, canUndo, undo, clear, drawn, picture } = useSketch(strokes);
  const { title, hint, paper: paperStyle } = MODES[mode];
  const finish = async (): Promise<void> => {
    const drawing = await picture();
    if (drawing) onDrawn(drawing);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
    event.preventDefault();
    undo();
  };
  return (
    <Modal open title={title} width={880} centered okText="用这张" cancelText="先不用" okButtonProps={{ disabled: empty }} onOk={() => { void finish(); }} onCancel={() => { onLeave(drawn()); }}>
      <div className={styles['sketch']} onKeyDown={onKeyDown}>
        <span className={styles['hint']}>{hint}</span>
        <canvas ref={paper} className={`${styles['paper']} ${styles[paperStyle]}`} tabIndex={0} aria-label={`${title}的白纸`} />
        <div className={styles['keys']}>
          <Button icon={<UndoOutlined />} disabled={!canUndo} onClick={undo}>撤销一笔</Button>
          <Button icon={<ClearOutlined />} disabled={empty} onClick={clear}>全部擦掉</Button>
        </div>
      </div>
    </Modal>
  );
}
