/** 期限规则: placeholder until the page is written. */
export function RulesPage() { return null; }
