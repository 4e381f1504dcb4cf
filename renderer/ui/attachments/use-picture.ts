/** The little picture of a file on this device, for as long as its tile is in sight: memory holds what is seen, not what there is. */
import { useEffect, useState, type RefObject } from 'react';
import type { Attachment } from '../../../shared/attachment/attachment.ts';
import { isImage } from '../../../shared/attachment/file-kind.ts';
import { useStore } from '../../store/store-context.tsx';

/** How far outside the window, or the list that it scrolls in, a tile is made ready, so that scrolling finds it there. */
const AHEAD = '240px';

/** The address of the little picture. Null until it was read, out of sight, for what is no picture, and while `here` is false: nothing is fetched unasked. */
export function usePicture(tile: RefObject<HTMLElement | null>, { hash, mime }: Attachment, here: boolean): string | null {
  const store = useStore();
  const [address, setAddress] = useState<string | null>(null);
  const wanted = useInSight(tile) && here && isImage(mime);
  useEffect(() => {
    if (!wanted) return undefined;
    const shown: { gone: boolean; address: string | null } = { gone: false, address: null };
    void store.attachmentThumbnail(hash).then((blob) => {
      if (shown.gone || blob === null) return;
      shown.address = URL.createObjectURL(blob);
      setAddress(shown.address);
    }, () => undefined);
    return () => {
      shown.gone = true;
      if (shown.address !== null) URL.revokeObjectURL(shown.address);
      setAddress(null);
    };
  }, [store, hash, wanted]);
  return address;
}

function useInSight(element: RefObject<HTMLElement | null>): boolean {
  const [inSight, setInSight] = useState(false);
  useEffect(() => {
    const { current } = element;
    if (!current) return undefined;
    const observer = new IntersectionObserver((entries) => { setInSight(entries.at(-1)?.isIntersecting ?? false); }, { rootMargin: AHEAD, scrollMargin: AHEAD });
    observer.observe(current);
    return () => { observer.disconnect(); };
  }, [element]);
  return inSight;
}
