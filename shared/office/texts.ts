/** The office's text modules (格式文本): what forms and papers begin with, with places that are filled in from the case. */
import { err, ok, type Result } from '../kernel/result.ts';

/** 办理要求 · 整改要求 · 转告话术 · 不予受理告知 · 回执附言. */
export const TEXT_MODULES = ['assign', 'supervise', 'relay', 'decline', 'receipt'] as const;
export type TextModule = (typeof TEXT_MODULES)[number];

/** What a text may name. */
export const TEXT_PLACES = ['件号', '标题', '时限', '承办单位', '原因', '机关', '电话'] as const;
export type TextPlace = (typeof TEXT_PLACES)[number];

export const DEFAULT_TEXTS: Readonly<Record<TextModule, string>> = {
  assign: '请在{时限}前办理完毕，将办理结果书面报送{机关}，并向群众当面说明。',
  supervise: '请立即研究落实，在{时限}前将整改情况书面报送{机关}；仍不落实的，按规定提高督办等级。',
  relay: '您好，这里是{机关}。您反映的“{标题}”（{件号}）已由{承办单位}办理，现在把办理情况告诉您，请您说说满意不满意。',
  decline: '您反映的“{标题}”（{件号}）不能作为民情件办理，原因是：{原因}。有不明白的，可以向{机关}询问。',
  receipt: '件件有回音：办理情况会告知您。也可以凭编号到{机关}，或在下一场民情夜市上询问。',
};

/** Why a text cannot be used. */
export type TextFault = 'empty' | 'place-unknown';

/** Checks a text as it was typed; `detail` names the place that is not known. */
export function parseText(typed: string): Result<string, { readonly fault: TextFault; readonly detail: string }> {
  const text = typed.trim();
  if (text === '') return err({ fault: 'empty', detail: '' });
  const unknown = [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name).find((name) => !isPlace(name));
  if (unknown !== undefined) return err({ fault: 'place-unknown', detail: unknown });
  return ok(text);
}

/** The text with its places filled in; what is not known yet is left as a line to write on. */
export function fillText(text: string, facts: Readonly<Partial<Record<TextPlace, string>>>): string {
  return text.replace(/\{([^{}]*)\}/g, (whole, name: string) => (isPlace(name) ? facts[name]?.trim() || '＿＿＿＿' : whole));
}

function isPlace(name: string): name is TextPlace {
  return TEXT_PLACES.some((place) => place === name);
}
