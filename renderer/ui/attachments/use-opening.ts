/** Opening a file of an entry: a picture large, a recording in its player, everything else saved where the user says. */
import { useEffect, useRef, useState } from 'react';
import type { Attachment } from '../../../shared/attachment/attachment.ts';
import { isAudio, isImage } from '../../../shared/attachment/file-kind.ts';
import type { AttachmentRefusal } from '../../../shared/attachment/words.ts';
import { useStore } from '../../store/store-context.tsx';
import { saveBlob } from '../save-blob.ts';

/** A file that is open on the screen. `address` is a blob's. */
export interface Opened { readonly attachment: Attachment; readonly kind: 'image' | 'audio'; readonly address: string }
export interface OpeningProblem { readonly name: string; readonly code: AttachmentRefusal }

export interface Opening {
  readonly opened: Opened | null;
  /** The hash of what is being fetched or read now. */
  readonly busy: string | null;
  readonly problem: OpeningProblem | null;
  readonly open: (attachment: Attachment) => Promise<void>;
  readonly close: () => void;
}

/** `scope` is that of the entries that name the files. */
export function useOpening(scope: string): Opening {
  const store = useStore();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<OpeningProblem | null>(null);
  const address = useRef<string | null>(null);
  const show = (next: Opened | null): void => {
    if (address.current !== null) URL.revokeObjectURL(address.current);
    address.current = next?.address ?? null;
    setOpened(next);
  };
  useEffect(() => () => { if (address.current !== null) URL.revokeObjectURL(address.current); }, []);

  return {
    opened, busy, problem,
    async open(attachment) {
      setBusy(attachment.hash);
      setProblem(null);
      const read = await store.readAttachment(scope, attachment).finally(() => { setBusy(null); });
      if (!read.ok) { setProblem({ name: attachment.name, code: read.error }); return; }
      const { type } = read.value;
      if (!isImage(type) && !isAudio(type)) { await saveBlob(attachment.name, read.value); return; }
      show({ attachment, kind: isImage(type) ? 'image' : 'audio', address: URL.createObjectURL(read.value) });
    },
    close: () => { show(null); setProblem(null); },
  };
}
