/** The words for an office's settings: names of papers and texts, and what is wrong with a form that cannot be used. */
import type { FormatFault, NumberKind } from './numbering.ts';
import type { TextFault, TextModule } from './texts.ts';

export const NUMBER_KIND_WORDS: Readonly<Record<NumberKind, string>> = { case: '民情件编号', assignment: '交办单号', supervision: '督办单号', suggestion: '代表建议编号' };
export const TEXT_MODULE_WORDS: Readonly<Record<TextModule, string>> = { assign: '交办单的办理要求', supervise: '督办单的整改要求', relay: '转告群众的话', decline: '不予受理告知', receipt: '登记回执的附言' };

export const FORMAT_FAULT_WORDS: Readonly<Record<FormatFault, string>> = {
  ending: '编号要以“〔{年}〕{序}号”结尾：年份用六角括号，序号不加“第”、不编虚位（GB/T 9704）。请只改前面的代字。',
  placeholder: '代字里只能用 {乡镇}，不能有别的花括号或六角括号。请改一改。',
  empty: '年份前面要有代字，例如“{乡镇}民”。请补上。',
  long: '代字太长，最多 30 个字。请缩短。',
  digits: '代字不能以数字结尾，会和年份混在一起。请改一改。',
};

const TEXT_FAULT_WORDS: Readonly<Record<TextFault, string>> = {
  empty: '不能是空的。要用回原来的，请点“用默认的”。',
  'place-unknown': '认不得“{detail}”，打印时填不出来。请用下面列出的几种，或去掉花括号。',
};

/** The sentence for a text that cannot be used. */
export function textFaultWords({ fault, detail }: { readonly fault: TextFault; readonly detail: string }): string {
  return TEXT_FAULT_WORDS[fault].replace('{detail}', () => detail);
}
