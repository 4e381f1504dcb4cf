/** The files of a form while they are taken in: one after another, each checked and stored on this device before it counts. */
import { useEffect, useRef, useState } from 'react';
import { MAX_FILES, type Attachment } from '../../../shared/attachment/attachment.ts';
import { isImage } from '../../../shared/attachment/file-kind.ts';
import { ATTACHMENT_REFUSAL_TEXT } from '../../../shared/attachment/words.ts';
import { useStore } from '../../store/store-context.tsx';

/** A file with the name that it is to have. */
export interface Named { readonly file: Blob; readonly name: string }
export interface Refused { readonly name: string; readonly why: string }

export interface Adding {
  readonly value: readonly Attachment[];
  readonly full: boolean;
  /** Names of what is being stored now. */
  readonly adding: readonly string[];
  readonly refused: readonly Refused[];
  /** What was removed last, to be put back. */
  readonly removed: Attachment | null;
  /** Takes files in, one after another. True when every one of them is durable on this device. */
  readonly add: (files: readonly Named[]) => Promise<boolean>;
  readonly remove: (attachment: Attachment) => void;
  readonly putBack: () => void;
  readonly forgetRefused: () => void;
  /** Null where there is no choice: what is no picture, was not taken here, or was small from the beginning. */
  readonly originalOf: (attachment: Attachment) => { readonly original: boolean } | null;
  /** Takes the picture in once more, as large as it was taken or small again, in the place where it stands. */
  readonly changeOriginal: (attachment: Attachment) => void;
}

interface Taken extends Named { readonly original: boolean }

/** `onChange` may be missing where nothing listens yet; `disabled` takes nothing in. */
export function useAdding(value: readonly Attachment[], onChange: ((value: Attachment[]) => void) | undefined, disabled: boolean): Adding {
  const store = useStore();
  const [adding, setAdding] = useState<readonly string[]>([]);
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const [removed, setRemoved] = useState<Attachment | null>(null);
  /** Where each came from, for as long as the form is open: a file on a disk takes no memory. */
  const [sources, setSources] = useState<Readonly<Record<string, Taken>>>({});
  // Several files come in one after another; the form learns of each in a later render.
  const latest = useRef(value);
  const turn = useRef<Promise<unknown>>(Promise.resolve());
  useEffect(() => { latest.current = value; }, [value]);

  const set = (next: readonly Attachment[]): void => {
    latest.current = next;
    onChange?.([...next]);
  };
  const takeIn = async (taken: Taken, instead: Attachment | null): Promise<string | null> => {
    if (instead === null && latest.current.length >= MAX_FILES) return ATTACHMENT_REFUSAL_TEXT['too-many'];
    const kept = await store.addAttachment(taken.file, taken.name, { original: taken.original });
    if (!kept.ok) return ATTACHMENT_REFUSAL_TEXT[kept.error];
    const { hash } = kept.value;
    // Of those that are not here any more (another matter's, in a form that stays open) nothing is held on to.
    const held = new Set(latest.current.map((one) => one.hash));
    setSources((before) => ({ ...Object.fromEntries(Object.entries(before).filter(([one]) => held.has(one))), [hash]: taken }));
    if (instead !== null) {
      set(latest.current.map((one) => (one.hash === instead.hash ? kept.value : one)));
      return null;
    }
    if (latest.current.some((one) => one.hash === hash)) return '这个文件已经在下面了。';
    set([...latest.current, kept.value]);
    return null;
  };
  const queue = (taken: Taken, instead: Attachment | null): Promise<boolean> => {
    setAdding((before) => [...before, taken.name]);
    const mine = turn.current.then(() => takeIn(taken, instead)).catch(() => ATTACHMENT_REFUSAL_TEXT['not-kept']).then((why) => {
      setAdding((before) => before.slice(1));
      if (why !== null) setRefused((before) => [...before, { name: taken.name, why }]);
      return why === null;
    });
    turn.current = mine;
    return mine;
  };

  return {
    value, adding, refused, removed, full: value.length + adding.length >= MAX_FILES,
    async add(files) {
      if (disabled) return false;
      setRefused([]);
      setRemoved(null);
      return (await Promise.all(files.map((one) => queue({ ...one, original: false }, null)))).every(Boolean);
    },
    remove(attachment) {
      setRemoved(attachment);
      set(latest.current.filter(({ hash }) => hash !== attachment.hash));
    },
    putBack() {
      if (removed !== null) set([...latest.current, removed]);
      setRemoved(null);
    },
    forgetRefused: () => { setRefused([]); },
    originalOf({ hash, mime, size }) {
      const source = sources[hash];
      if (!source || !isImage(mime) || (!source.original && source.file.size <= size * LITTLE_TO_GAIN)) return null;
      return { original: source.original };
    },
    changeOriginal(attachment) {
      const source = sources[attachment.hash];
      if (source && !disabled) void queue({ ...source, original: !source.original }, attachment);
    },
  };
}

/** A picture that was hardly larger when it was taken has nothing more to show. */
const LITTLE_TO_GAIN = 1.25;
