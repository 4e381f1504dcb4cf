/** How far the store's long work has got, for whoever waits for it. */
import { useEffect, useState } from 'react';
import type { LongWork } from '../store/api.ts';
import { useStore } from '../store/store-context.tsx';

/** Null while there is none. */
export function useLongWork(): LongWork | null {
  const store = useStore();
  const [work, setWork] = useState<LongWork | null>(null);
  useEffect(() => store.watchWork(setWork), [store]);
  return work;
}

const WORDS: Readonly<Record<LongWork['what'], string>> = { refolding: '正在从一条条记录重新整理列表', refilling: '正在从本机日志找回记录' };

/** `正在从一条条记录重新整理列表：12,000 / 600,000 条`, and its percentage. */
export function longWorkWords({ what, done, total }: LongWork): { readonly words: string; readonly percent: number } {
  return { words: `${WORDS[what]}：${done.toLocaleString('zh-CN')} / ${total.toLocaleString('zh-CN')} 条`, percent: Math.floor((done / Math.max(total, 1)) * 100) };
}
