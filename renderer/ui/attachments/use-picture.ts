/** The address of a picture on this device, for as long as it is shown. */
import { useEffect, useState } from 'react';
import type { Attachment } from '../../../shared/attachment/attachment.ts';
import { isImage } from '../../../shared/attachment/file-kind.ts';
import { useStore } from '../../store/store-context.tsx';

/** Null until it was read, for what is no picture, and while `here` is false: nothing is fetched without being asked for. */
export function usePicture(scope: string, attachment: Attachment, here: boolean): string | null {
  const store = useStore();
  const [address, setAddress] = useState<string | null>(null);
  const { hash, mime } = attachment;
  const wanted = here && isImage(mime);
  useEffect(() => {
    if (!wanted) return undefined;
    const shown: { gone: boolean; address: string | null } = { gone: false, address: null };
    void store.readAttachment(scope, attachment).then((blob) => {
      if (shown.gone || !blob.ok || !isImage(blob.value.type)) return;
      shown.address = URL.createObjectURL(blob.value);
      setAddress(shown.address);
    }, () => undefined);
    return () => {
      shown.gone = true;
      if (shown.address !== null) URL.revokeObjectURL(shown.address);
      setAddress(null);
    };
  }, [store, scope, hash, wanted]); // eslint-disable-line react-hooks/exhaustive-deps -- the hash says which file it is
  return address;
}
