/** Files that are pasted anywhere in the form around a field: a screenshot of a chat, a copied picture. */
import { useEffect, useEffectEvent, type RefObject } from 'react';
import type { Named } from './use-adding.ts';

/** `count` is how many files there are already: screenshots have no names of their own, and are numbered. */
export function usePasting(field: RefObject<HTMLElement | null>, count: number, add: (files: readonly Named[]) => unknown): void {
  const paste = useEffectEvent((event: ClipboardEvent) => {
    const { clipboardData } = event;
    // Text that comes with its picture (from Word or WPS) is meant as text.
    if (!clipboardData || clipboardData.files.length === 0 || clipboardData.types.includes('text/plain')) return;
    event.preventDefault();
    add([...clipboardData.files].map((file, i) => ({ file, name: file.name === 'image.png' ? `截图${count + i + 1}.png` : file.name })));
  });
  useEffect(() => {
    const form: HTMLElement | null = field.current?.closest('form') ?? field.current;
    const onPaste = (event: ClipboardEvent) => { paste(event); };
    form?.addEventListener('paste', onPaste);
    return () => { form?.removeEventListener('paste', onPaste); };
  }, [field]);
}
