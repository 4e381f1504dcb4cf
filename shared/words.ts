/** The words of the trade that belong to no single aggregate, as the screens and papers use them. */
import type { Role } from './access.ts';

export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  recorder: '记录员', secretary: '人大秘书', chair: '主席团主席', county: '县人大代表工委', server: '县服务器',
};
