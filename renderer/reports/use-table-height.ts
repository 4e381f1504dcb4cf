/** The height that is left for the rows of a table: a virtual table wants it in pixels. */
import { useCallback, useState } from 'react';

const HEADING_PX = 44;
const LEAST_PX = 160;

/** A ref for the box that the table may fill, and the height of its rows. */
export function useTableHeight(): readonly [(box: HTMLElement | null) => (() => void) | undefined, number] {
  const [height, setHeight] = useState(LEAST_PX);
  const ref = useCallback((box: HTMLElement | null) => {
    if (box === null) return undefined;
    const observer = new ResizeObserver(([entry]) => { if (entry) setHeight(Math.max(Math.floor(entry.contentRect.height) - HEADING_PX, LEAST_PX)); });
    observer.observe(box);
    return () => { observer.disconnect(); };
  }, []);
  return [ref, height];
}
