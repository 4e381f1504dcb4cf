/** The name of a division as numbers and papers shorten it. */

/** 皇帝庙乡 → 皇帝庙, 繁城回族镇 → 繁城, 新城街道 → 新城, 临颍县 → 临颍. */
export function shortNameOf(name: string): string {
  const short = name.replace(/(回族|满族|蒙古族|土家族|苗族|壮族|瑶族|侗族)?(自治县|街道办事处|街道|镇|乡|县|区|市)$/, '');
  return short.length >= 2 ? short : name;
}
