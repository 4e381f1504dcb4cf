/** 接入单: what a person gets from the county to make a computer theirs, once, within a day. */
import { localDateOf, localTimeOf } from '../kernel/local-date.ts';
import { chineseDate } from './chinese-date.ts';

/** What the slip is about. `expiresAt` is epoch milliseconds; `qr` the text of its code. */
export interface SlipFacts {
  readonly name: string; readonly role: string; readonly organ: string; readonly issuer: string;
  readonly server: string; readonly code: string; readonly expiresAt: number; readonly qr: string;
}

export interface EnrolmentSlip {
  readonly issuer: string;
  readonly title: string;
  readonly lines: readonly { readonly label: string; readonly value: string }[];
  readonly code: string;
  readonly qr: string;
  readonly until: string;
  readonly steps: readonly string[];
  readonly caution: string;
}

export function enrolmentSlip({ name, role, organ, issuer, server, code, expiresAt, qr }: SlipFacts): EnrolmentSlip {
  return {
    issuer, title: '民情簿接入单', code, qr,
    lines: [{ label: '使用人', value: name }, { label: '角色', value: role }, { label: '单位', value: organ }, { label: '县服务器', value: server }],
    until: `${chineseDate(localDateOf(expiresAt))} ${localTimeOf(expiresAt)}前有效，只能用一次`,
    steps: ['在要接入的电脑上打开民情簿。', '点“扫二维码”对准右边的码；没有摄像头的，填上面的地址和接入码。', '看到“今日”页面就接好了，以后不用再填。'],
    caution: '谁拿到这张单子，谁就能以使用人的名义登记和办理。请当面交给本人，用后销毁。',
  };
}
