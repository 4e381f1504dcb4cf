/** Strokes on a sheet: drawn, taken back one by one (a wiped sheet too), and given out as a picture on white. */
import { useEffect, useRef, useState, type RefObject } from 'react';
import SignaturePad, { type PointGroup } from 'signature_pad';

export interface Sketch {
  readonly paper: RefObject<HTMLCanvasElement | null>;
  readonly empty: boolean;
  readonly canUndo: boolean;
  readonly undo: () => void;
  readonly clear: () => void;
  readonly drawn: () => readonly PointGroup[];
  readonly picture: () => Promise<Blob | null>;
}

/** Twice the pixels of the screen, so that a signature prints without steps. */
const SHARPNESS = 2;
const PAPER = '#ffffff', INK = '#14213d';

/** `strokes` are on the sheet when it opens. */
export function useSketch(strokes: readonly PointGroup[]): Sketch {
  const paper = useRef<HTMLCanvasElement>(null);
  const pad = useRef<SignaturePad | null>(null);
  const first = useRef(strokes);
  /** What was on the sheet before each stroke and each wiping. */
  const before = useRef<(readonly PointGroup[])[]>([]);
  const [count, setCount] = useState({ strokes: strokes.length, before: 0 });
  const noted = (): void => { setCount({ strokes: pad.current?.toData().length ?? 0, before: before.current.length }); };

  useEffect(() => {
    const { current: canvas } = paper;
    if (!canvas) return undefined;
    const made = new SignaturePad(canvas, { backgroundColor: PAPER, penColor: INK, minWidth: 0.8, maxWidth: 2.6 });
    pad.current = made;
    const fit = (): void => {
      const { width, height } = canvas.getBoundingClientRect();
      const drawn = made.toData();
      [canvas.width, canvas.height] = [Math.round(width * SHARPNESS), Math.round(height * SHARPNESS)];
      canvas.getContext('2d')?.scale(SHARPNESS, SHARPNESS);
      made.clear();
      made.fromData(drawn);
    };
    fit();
    made.fromData([...first.current]);
    const onBegin = (): void => { before.current.push(made.toData().slice()); };
    const onEnd = (): void => { setCount({ strokes: made.toData().length, before: before.current.length }); };
    made.addEventListener('beginStroke', onBegin);
    made.addEventListener('endStroke', onEnd);
    const observer = new ResizeObserver(fit);
    observer.observe(canvas);
    return () => {
      observer.disconnect();
      made.off();
    };
  }, []);

  return {
    paper, empty: count.strokes === 0, canUndo: count.before > 0 || count.strokes > 0,
    undo() {
      // Of a sheet that was opened with strokes, the last one goes.
      const last = before.current.pop() ?? pad.current?.toData().slice(0, -1) ?? [];
      pad.current?.clear();
      pad.current?.fromData([...last]);
      noted();
    },
    clear() {
      before.current.push(pad.current?.toData().slice() ?? []);
      pad.current?.clear();
      noted();
    },
    drawn: () => pad.current?.toData() ?? [],
    picture: () => new Promise((resolve) => { if (paper.current) paper.current.toBlob(resolve, 'image/png'); else resolve(null); }),
  };
}
