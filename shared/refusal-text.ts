/** One sentence for every refusal: what happened and what to do. A code without a sentence does not compile. */
import type { Refusal } from './act.ts';
import type { Decision } from './decide.ts';
import type { RefusalCode } from './judge.ts';

const TEXTS: Readonly<Record<Decision | RefusalCode, string>> = {
  'not-registered': '这件民情还没有登记，暂时不能办理。请等登记内容同步到本机后再试。',
  'already-registered': '这件民情已经登记过，这次登记没有生效，原来的登记保持不变。',
  'already-numbered': '这件民情已有正式编号，编号不会改变。',
  'act-not-possible': '这件民情现在的状态不能做这一步，可能刚被别人办理过。请看最新的办理过程再操作。',
  'plan-missing': '选“正在解决”时，要写明工作计划和承诺完成日期。请补填后再提交。',
  'reason-missing': '选“不具备条件”时，要写明具体原因。请补填后再提交。',
  'escalation-missing': '选“涉上级职权”时，要写明已向哪里反映。请补填后再提交。',
  'due-before-start': '办结期限早于当天。请改一个当天或以后的日期。',
  'grade-went-down': '督办等级只能逐级提高，不能降回去。请选同级或更高一级。',
  'deputy-missing': '代表评议要选是哪位代表。请选好代表再提交。',
  'opinion-missing': '评为“不满意”时，要写明具体意见。请补填后再提交。',
  'evaluation-missing': '还缺群众或代表的评议，不能销号。请先收齐两项评议。',
  'unsatisfied-needs-rework': '有一方评议不满意，不能销号。请先退回重新办理。',
  'unit-not-handling': '答复单位不是这件民情的承办单位。请选主办或协办单位，或先改交办。',
  'activity-not-open': '这一场夜市没有开始或已经收摊，不能再改。',
  'activity-already-open': '这一场夜市已经开始，不用重复开始。',
  'not-allowed': '您的角色不能做这一步。需要时请联系人大秘书。',
  'type-unknown': '县服务器还不认识这类记录，已留在本机，县里升级后会自动再报。',
  'version-newer': '这条记录由更新版本的软件写成，已留在本机，升级后会自动再报。',
  'body-invalid': '填写的内容不符合要求，没有保存。请检查必填项和字数。',
  malformed: '这条记录的格式已损坏，县服务器没有收下。记录仍在本机，请导出后联系县里。',
  'too-large': '这条记录太长，县服务器没有收下。请缩短文字后重新登记。',
  'wrong-hash': '这条记录校验不符，可能被改动过，县服务器没有收下。记录仍在本机，请联系县里。',
  'foreign-scope': '这条记录不属于您的乡镇，县服务器没有收下。请确认登录的账号。',
  'wrong-actor': '这条记录的经办人与当前登录人不符，县服务器没有收下。请用原来的账号上报。',
};

/** The sentence for a refusal; an unknown code (from a newer server) gets an honest general one with the code. */
export function refusalText(refusal: Refusal): string {
  return isTextCode(refusal.code) ? TEXTS[refusal.code] : `操作没有成功（${refusal.code}）。内容仍在本机，请稍后再试。`;
}

function isTextCode(code: string): code is keyof typeof TEXTS {
  return Object.hasOwn(TEXTS, code);
}
