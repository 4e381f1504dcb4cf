/** One sentence for every refusal: what happened and what to do. A code without a sentence does not compile. */
import type { Refusal } from './act.ts';
import type { CaseRefusal } from './case/lifecycle.ts';
import type { Unreadable } from './case/read-act.ts';
import type { UndoRefusal } from './ledger/act-fold.ts';
import type { Decision } from './decide.ts';
import type { RefusalCode } from './judge.ts';

/** When an act is refused: the fact and the remedy. */
const TEXTS: Readonly<Record<Decision | RefusalCode, string>> = {
  'not-registered': '这件民情的登记内容还没有到这台电脑，暂时不能办理。请等同步完成后再试。',
  'already-registered': '这件民情已经登记过，原来的登记保持不变。请直接打开这件办理。',
  'already-numbered': '这件民情已有正式编号，编号不会改变。请照原编号使用。',
  'act-not-possible': '这件民情现在的状态不能做这一步，可能刚被别人办理过。请看最新的办理过程再操作。',
  'scope-differs': '这一件属于另一个乡镇，这里不能改动。请到登记它的乡镇办理。',
  'not-assigned': '这件民情还没有承办单位，不能做这一步。请先交办。',
  'plan-missing': '选“正在解决”时，要写明工作计划和承诺完成日期。请补填后再提交。',
  'reason-missing': '选“不具备条件”时，要写明具体原因。请补填后再提交。',
  'escalation-missing': '选“涉上级职权”时，要写明已向哪里反映。请补填后再提交。',
  'due-before-start': '办结期限早于当天。请改一个当天或以后的日期。',
  'grade-went-down': '督办等级只升不降。请选同级或更高一级。',
  'deputy-missing': '代表评议要写明是哪位代表。请选好代表再提交。',
  'opinion-missing': '评为“不满意”时，要写明具体意见。请补填后再提交。',
  'evaluation-missing': '还缺群众或代表的评议，不能销号。请先收齐两项评议。',
  'unsatisfied-needs-rework': '有一方评议不满意，不能销号。请先退回重新办理。',
  accusation: '检举控告不能录入民情台账。请用纸笔记下，当面交给纪检监察机关，不要告诉被反映的人（信访工作条例第30条）。',
  'unit-twice': '同一个单位选了两次。请让主办和协办各不相同。',
  'reassign-reason-missing': '这件已有承办单位，改派要写明原因。请补填后再提交。',
  'chair-decision-missing': '这件已被退回两次，要由主席团指定承办单位。请填写由谁指定，再交办。',
  'return-not-allowed': '这件是主席团指定承办的，不能再退回。有困难请写明情况，申请延期或请主席团会商。',
  'return-too-late': '已过退件期限，不能直接退回。主席团同意退的，请填写由谁同意。',
  'clock-not-running': '这件现在没有在计时，不用做这一步。请看办理过程。',
  'not-paused': '这件没有暂停计时，不用恢复。请看办理过程。',
  paused: '这件已暂停计时，不能延期。请先恢复计时。',
  'extension-not-asked': '单位没有申请延期，或者已经答复过了。请看办理过程。',
  'extension-not-later': '延期后的日期要晚于现在的期限。请改一个更晚的日期。',
  'place-missing': '要写明引导到哪里、转交给谁，或关联哪个编号。请补填后再提交。',
  'into-itself': '不能选这件自己。请选另一件。',
  'already-linked': '这两件已经这样关联过了。请看“关联的件”。',
  'not-linked': '这两件没有关联，不用取消。请看“关联的件”。',
  'no-promise': '没有等着落实的承诺，不用做这一步。请看办理过程。',
  'promise-open': '单位答复“正在解决”，承诺还没有落实，不能销号。请先记下落实情况，或录入新的答复。',
  'relay-missing': '办理结果还没有告诉反映的群众，不能销号。请先转告。',
  'no-open-supervision': '没有等着落实的督办，不用做这一步。请看督办记录。',
  'wrong-kind': '选的不是这一类事项。请重新选择。',
  'not-merged': '这件没有并入别的件，不用取消。请看办理过程。',
  'nothing-to-undo': '没有可以撤销的一步。登记的内容不能撤销，可以更正补充，或不予受理并写明原因。',
  'not-last-act': '在您之后已有新的一步，不能撤销了。请看最新的办理过程，需要时重新办理这一步。',
  'not-own-act': '上一步是别人做的，只有本人可以撤销。请联系经办人。',
  'unit-not-handling': '答复单位不是这件民情的承办单位。请选主办或协办单位；要换单位，请先退件再重新交办。',
  'activity-not-open': '这一场夜市没有开始或已经收摊，不能再改。请核对场次。',
  'activity-already-open': '这一场夜市已经开始，不用重复开始。请直接进入。',
  'not-allowed': '您的角色不能做这一步。需要时请联系乡镇人大秘书。',
  'type-unknown': '县服务器还不认识这类记录，已留在本机，县里升级后会自动再报。',
  'version-newer': '这条记录由更新版本的软件写成，已留在本机，县里升级后会自动再报。',
  'body-invalid': '填写的内容不符合要求，没有保存。请检查必填项、日期和字数。',
  malformed: '这条记录的格式已损坏，县服务器没有收下。记录仍在本机，请导出后联系县里。',
  'too-large': '这条记录太长，县服务器没有收下。记录仍在本机，请缩短文字后重新登记。',
  'wrong-hash': '这条记录校验不符，可能被改动过，县服务器没有收下。记录仍在本机，请联系县里。',
  'foreign-scope': '这条记录不属于您的乡镇，县服务器没有收下。记录仍在本机，请确认登录的账号。',
  'wrong-actor': '这条记录的经办人与当前登录人不符，县服务器没有收下。记录仍在本机，请用原来的账号上报。',
};

/** The same with the fact that the refusal names as `{detail}`. */
const DETAILED_TEXTS: Readonly<Partial<Record<Decision | RefusalCode, string>>> = {
  'already-numbered': '这件民情的正式编号是 {detail}，编号不会改变。请照原编号使用。',
  'act-not-possible': '这件民情现在是“{detail}”，不能做这一步，可能刚被别人办理过。请看最新的办理过程再操作。',
  'grade-went-down': '这件民情已经到“{detail}”，督办等级只升不降。请选同级或更高一级。',
  'return-too-late': '退件期限是 {detail}，已经过了，不能直接退回。主席团同意退的，请填写由谁同意。',
  'promise-open': '单位答复“正在解决”，承诺 {detail} 落实，现在还没有，不能销号。请先记下落实情况，或录入新的答复。',
};

/** Why a step of the timeline did not take effect (未生效), and what that asks of whom. */
const INEFFECTIVE_TEXTS: Readonly<Record<CaseRefusal | UndoRefusal | Unreadable, string>> = {
  'not-registered': '这一步排在登记之前，没有生效。请核对后重做这一步。',
  'already-registered': '这件民情此前已经登记，以先登记的为准。请核对两次登记的内容。',
  'already-numbered': '已有正式编号，以先给的为准，不用处理。',
  'act-not-possible': '轮到这一步时，别人已先办理，当时的状态不能做这一步。请核对以哪一步为准。',
  'scope-differs': '这一步是从另一个乡镇写来的，不算数。请核对是谁写的。',
  'not-assigned': '当时还没有承办单位，没有生效。请先交办，再重做这一步。',
  'plan-missing': '答复“正在解决”没有写明计划和承诺日期。请补齐后重新录入。',
  'reason-missing': '答复“不具备条件”没有写明原因。请补齐后重新录入。',
  'escalation-missing': '答复“涉上级职权”没有写明已向哪里反映。请补齐后重新录入。',
  'due-before-start': '期限早于当天。请改好日期后重做这一步。',
  'grade-went-down': '当时已有更高等级的督办，等级只升不降。请核对以哪一次为准。',
  'deputy-missing': '没有写明是哪位代表评的。请补齐后重新录入。',
  'opinion-missing': '评为“不满意”没有写明意见。请补齐后重新录入。',
  'evaluation-missing': '当时还缺群众或代表的评议，销号没有生效。请收齐评议后再销号。',
  'unsatisfied-needs-rework': '当时有一方评议不满意，销号没有生效。请退回重新办理。',
  accusation: '检举控告不进民情台账，没有生效。请线下转交纪检监察机关。',
  'unit-twice': '同一个单位选了两次，没有生效。请重新交办。',
  'reassign-reason-missing': '当时已有承办单位，改派没有写明原因。请核对以哪一次交办为准。',
  'chair-decision-missing': '当时已被退回两次，要由主席团指定承办单位。请写明由谁指定后重新交办。',
  'return-not-allowed': '当时是主席团指定承办的，退件没有生效。请请示主席团。',
  'return-too-late': '退件时已过期限，没有生效。主席团同意退的，请写明由谁同意后重做。',
  'clock-not-running': '当时没有在计时，没有生效。请核对最新的期限。',
  'not-paused': '当时没有暂停，没有生效。请核对最新的期限。',
  paused: '当时已暂停计时，延期没有生效。请恢复计时后再办。',
  'extension-not-asked': '当时没有等着答复的延期申请，没有生效。请核对。',
  'extension-not-later': '当时的期限已经更晚，延期没有生效。请核对最新的期限。',
  'place-missing': '没有写明引导或转交到哪里，没有生效。请补齐后重做。',
  'into-itself': '选了这件自己，没有生效。请选另一件。',
  'already-linked': '此前已经这样关联过，不用处理。',
  'not-linked': '当时没有关联，不用处理。',
  'no-promise': '当时没有等着落实的承诺，没有生效。请核对答复。',
  'promise-open': '当时承诺还没有落实，销号没有生效。请落实后再销号。',
  'relay-missing': '当时还没有告诉反映的群众，销号没有生效。请转告后再销号。',
  'no-open-supervision': '当时没有等着落实的督办，没有生效。请核对督办记录。',
  'wrong-kind': '选的不是这一类事项，没有生效。请重新选择。',
  'not-merged': '当时没有并案，没有生效。请核对。',
  'nothing-to-undo': '当时没有可以撤销的一步，没有生效。请核对办理过程。',
  'not-last-act': '撤销时已有新的一步，没有生效，原来那一步仍然算数。请核对以哪一步为准。',
  'not-own-act': '那一步是别人做的，撤销没有生效。请核对。',
  'unit-not-handling': '答复单位当时不是承办单位。请核对是哪个单位办的。',
  'type-unknown': '这一步由更新版本的软件写成，本机还看不懂，已原样保留。升级后自动生效。',
  'version-newer': '这一步由更新版本的软件写成，本机还看不懂，已原样保留。升级后自动生效。',
  'body-invalid': '这一步的内容不完整，看不懂，已原样保留。请核对后重做这一步。',
};

/** The sentence for a refused act or entry; an unknown code (from a newer server) gets an honest general one with the code. */
export function refusalText({ code, detail }: Refusal): string {
  if (!isKeyOf(TEXTS, code)) return `操作没有成功（${code}）。内容仍在本机，请稍后再试；还不行，请把括号里的代码告诉县里。`;
  const detailed = DETAILED_TEXTS[code];
  return detail !== undefined && detailed !== undefined ? detailed.replace('{detail}', () => detail) : TEXTS[code];
}

/** The sentence for the `ineffective` code of a timeline event. */
export function ineffectiveText(code: string): string {
  return isKeyOf(INEFFECTIVE_TEXTS, code) ? INEFFECTIVE_TEXTS[code] : `这一步没有生效（${code}）。请核对后重做这一步。`;
}

function isKeyOf<K extends string>(texts: Readonly<Record<K, string>>, code: string): code is K {
  return Object.hasOwn(texts, code);
}
