/** The keys of the list: one letter opens an act, the initial of its name in pinyin. By the key's place, so that they work with a Chinese input method on. */
import { ACT_WORDS } from '../../../shared/case/words.ts';
import type { CaseActType } from './acts/act-form.ts';

export const ACT_KEYS: Readonly<Record<string, CaseActType>> = {
  KeyS: 'case.sorted', KeyJ: 'case.assigned', KeyQ: 'case.acknowledged', KeyT: 'case.returned', KeyG: 'case.progressed', KeyD: 'case.replied', KeyZ: 'case.relayed', KeyC: 'case.supervised',
  KeyP: 'case.evaluated', KeyX: 'case.closed', KeyB: 'case.noted',
};

/** What each key does, for the help: keys, then words. */
export const KEY_HELP: readonly { readonly title: string; readonly keys: readonly (readonly [string, string])[] }[] = [
  { title: '看', keys: [['↑ ↓', '上一件、下一件，右边跟着换'], ['PgUp PgDn', '翻一屏'], ['Home End', '最前、最后'], ['/', '在台账里搜索'], ['Ctrl+K', '全局搜索']] },
  { title: '办', keys: [['Enter', '办下一步'], ...Object.entries(ACT_KEYS).map(([code, type]): [string, string] => [code.slice(3), ACT_WORDS[type]])] },
  { title: '选几件一起办', keys: [['空格', '选上、不选'], ['Shift+↑ ↓', '连着选'], ['Ctrl+A', '全选'], ['J　C　Z', '选上以后：一起交办、催办、转告'], ['Esc', '不选了；收起表单']] },
];

/** True where keys are letters for somebody typing. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.closest('input:not([type=checkbox]), textarea, [contenteditable=true], [role=dialog]') !== null);
}
