/** The county server's address as it stands on a slip of paper and is typed. */
/** An address as people type it, made whole: a name without a scheme means https. */
export function completeAddress(typed: string): string {
  const text = typed.trim().replace(/\/+$/, '');
  return /^[a-z]+:\/\//i.test(text) ? text : `https://${text}`;
}
