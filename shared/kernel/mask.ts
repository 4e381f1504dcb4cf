/** Masking of personal data for lists, orders, slips and published figures (PIPL 51: de-identification). */

/** 张三 → 张**; empty → 匿名. */
export function maskName(name: string | undefined): string {
  const [first] = [...(name ?? '').trim()];
  return first === undefined ? '匿名' : `${first}**`;
}

/** 13812345678 → 138****5678; short or odd numbers keep only their last two digits; empty stays empty. */
export function maskPhone(phone: string | undefined): string {
  const text = (phone ?? '').trim();
  if (text === '') return '';
  return text.length >= 7 ? `${text.slice(0, 3)}****${text.slice(-4)}` : `****${text.slice(-2)}`;
}

/** What tells who somebody is, inside free text: identity numbers, mobile and fixed telephone numbers. Longest first. */
const IDENTIFYING: readonly (readonly [RegExp, string])[] = [
  [/(?<!\d)(\d{6})\d{8}(\d{3}[\dXx])(?!\d)/g, '$1********$2'],
  [/(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)/g, '$1****$2'],
  [/(?<!\d)(0\d{2,3}[- ]?)\d{4}(\d{3,4})(?!\d)/g, '$1****$2'],
];

/** Free text for eyes outside the office: numbers that identify a person are masked, and so is the given name of two or more characters. The rest stays as it is. */
export function maskText(text: string, name: string | undefined): string {
  const masked = IDENTIFYING.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), text);
  const person = (name ?? '').trim();
  return [...person].length >= 2 ? masked.replaceAll(person, () => maskName(person)) : masked;
}
