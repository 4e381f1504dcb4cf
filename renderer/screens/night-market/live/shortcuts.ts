/** The keys of the live night market: one table for the handler, the key caps on the screen and the help. */

export const COMMANDS = [
  'register', 'minor', 'common', 'major', 'opinion', 'dispute', 'golden_idea', 'policy_question', 'answer', 'village', 'words', 'category',
  'file', 'camera', 'voice', 'sketch', 'signature',
  'citizen_more', 'citizen_fewer', 'citizen_ten_more', 'settled_more', 'idea_more', 'attendance', 'report_back', 'questions', 'list', 'similar', 'show_receipt', 'receipt', 'close', 'help',
] as const;
export type Command = (typeof COMMANDS)[number];

/** The part of a keyboard event that decides. `code` is the physical key: with Alt, `key` depends on the layout and the input method. */
export interface KeyPress { readonly code: string; readonly ctrlKey: boolean; readonly altKey: boolean; readonly shiftKey: boolean; readonly metaKey: boolean }

interface Shortcut { readonly group: '登记' | '计数' | '查看'; readonly keys: string; readonly words: string; readonly code: string; readonly with: 'ctrl' | 'alt' | 'alt+shift' | 'none' }

export const SHORTCUTS: Readonly<Record<Command, Shortcut>> = {
  register: { group: '登记', keys: 'Ctrl+Enter', words: '登记，接着下一件', code: 'Enter', with: 'ctrl' },
  minor: { group: '登记', keys: 'Alt+1', words: '级别：小事', code: 'Digit1', with: 'alt' },
  common: { group: '登记', keys: 'Alt+2', words: '级别：共性', code: 'Digit2', with: 'alt' },
  major: { group: '登记', keys: 'Alt+3', words: '级别：大事', code: 'Digit3', with: 'alt' },
  opinion: { group: '登记', keys: 'Alt+4', words: '诉求', code: 'Digit4', with: 'alt' },
  dispute: { group: '登记', keys: 'Alt+5', words: '纠纷', code: 'Digit5', with: 'alt' },
  golden_idea: { group: '登记', keys: 'Alt+6', words: '金点子', code: 'Digit6', with: 'alt' },
  policy_question: { group: '登记', keys: 'Alt+7', words: '政策咨询', code: 'Digit7', with: 'alt' },
  answer: { group: '登记', keys: 'Alt+A', words: '现场答复（纠纷：达成协议）', code: 'KeyA', with: 'alt' },
  village: { group: '登记', keys: 'Alt+V', words: '到“村”', code: 'KeyV', with: 'alt' },
  words: { group: '登记', keys: 'Alt+S', words: '到“说了什么”', code: 'KeyS', with: 'alt' },
  category: { group: '登记', keys: 'Alt+C', words: '到“类别”', code: 'KeyC', with: 'alt' },
  file: { group: '登记', keys: 'Alt+F', words: '添加文件', code: 'KeyF', with: 'alt' },
  camera: { group: '登记', keys: 'Alt+G', words: '拍照', code: 'KeyG', with: 'alt' },
  voice: { group: '登记', keys: 'Alt+Y', words: '录音，再按停止', code: 'KeyY', with: 'alt' },
  sketch: { group: '登记', keys: 'Alt+T', words: '画草图', code: 'KeyT', with: 'alt' },
  signature: { group: '登记', keys: 'Alt+N', words: '签名', code: 'KeyN', with: 'alt' },
  citizen_more: { group: '计数', keys: 'Alt+↑', words: '群众加 1', code: 'ArrowUp', with: 'alt' },
  citizen_fewer: { group: '计数', keys: 'Alt+↓', words: '群众减 1', code: 'ArrowDown', with: 'alt' },
  citizen_ten_more: { group: '计数', keys: 'Alt+Shift+↑', words: '群众加 10', code: 'ArrowUp', with: 'alt+shift' },
  settled_more: { group: '计数', keys: 'Alt+H', words: '现场化解加 1', code: 'KeyH', with: 'alt' },
  idea_more: { group: '计数', keys: 'Alt+I', words: '金点子加 1', code: 'KeyI', with: 'alt' },
  attendance: { group: '计数', keys: 'Alt+B', words: '签到：代表、单位、来宾', code: 'KeyB', with: 'alt' },
  report_back: { group: '查看', keys: 'Alt+R', words: '先通报上次的事', code: 'KeyR', with: 'alt' },
  questions: { group: '查看', keys: 'Alt+W', words: '我问你答', code: 'KeyW', with: 'alt' },
  list: { group: '查看', keys: 'Alt+L', words: '到今晚的清单，↑↓ 选', code: 'KeyL', with: 'alt' },
  similar: { group: '查看', keys: 'Alt+M', words: '看同村相似的件', code: 'KeyM', with: 'alt' },
  show_receipt: { group: '查看', keys: 'Alt+K', words: '刚登记那件的编号给他看', code: 'KeyK', with: 'alt' },
  receipt: { group: '查看', keys: 'Alt+P', words: '打印刚登记那件的回执', code: 'KeyP', with: 'alt' },
  close: { group: '查看', keys: 'Alt+Z', words: '收摊小结', code: 'KeyZ', with: 'alt' },
  help: { group: '查看', keys: 'F1', words: '这张快捷键表', code: 'F1', with: 'none' },
};

/** Keys that are not commands but belong in the help. */
export const OTHER_KEYS = [
  { group: '登记', keys: 'Enter', words: '到下一格；最后一格登记' },
  { group: '登记', keys: 'Shift+Enter', words: '在“说了什么”里换行' },
  { group: '查看', keys: 'Esc', words: '关闭窗口；离开（内容都留着）' },
] as const;

/** The command that a key press gives, or null. */
export function commandOf(press: KeyPress): Command | null {
  if (press.metaKey) return null;
  return COMMANDS.find((command) => {
    const shortcut = SHORTCUTS[command];
    return (press.code === shortcut.code || (shortcut.code === 'Enter' && press.code === 'NumpadEnter'))
      && press.ctrlKey === (shortcut.with === 'ctrl') && press.altKey === shortcut.with.startsWith('alt') && press.shiftKey === (shortcut.with === 'alt+shift');
  }) ?? null;
}
