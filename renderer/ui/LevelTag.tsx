/** 小事 · 共性 · 大事. */
import { Tag } from 'antd';
import type { Level } from '../../shared/case/case.ts';
import { LEVEL_ROUTE_WORDS, LEVEL_WORDS } from '../../shared/case/words.ts';

export function LevelTag({ level }: { readonly level: Level }) {
  return <Tag variant="outlined" title={LEVEL_ROUTE_WORDS[level]} style={{ marginInlineEnd: 0 }}>{LEVEL_WORDS[level]}</Tag>;
}
