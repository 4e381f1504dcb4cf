/** Masking of personal data for lists, slips and published figures (PIPL 51: de-identification). */

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
