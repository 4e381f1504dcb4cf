/** The check code (校验码) of a paper: four characters that only the paper's own numbers give, so that a mistyped or invented number is seen on the telephone. */
import { contentId } from '../kernel/content-hash.ts';

/** Four capitals and digits without I, O, 0 and 1, from the order's number and the case's. It proves nothing: it catches slips. */
export function checkCode(orderNo: string, number: string): string {
  return contentId({ orderNo, number }).slice(0, 4).toUpperCase().replaceAll('I', '8').replaceAll('O', '9');
}
