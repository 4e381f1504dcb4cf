/** The words of the preparation's steps: what each is for, what to begin with, invitations and notices to copy. */
import type { ActivityBody, Preparation } from '../../../shared/activity/activity.ts';
import { KINDS } from '../../../shared/activity/kinds.ts';
import type { SeasonItem } from '../../../shared/activity/season.ts';
import type { LocalDate } from '../../../shared/kernel/local-date.ts';
import { dayWords } from '../format-date.ts';

export type PreparedBody = ActivityBody<'activity.prepared'>;

/** One sentence under the name of a step. */
export const STEP_ABOUT: Readonly<Record<Preparation, string>> = {
  topic: '从走访、台账、代表和群众那里征集，选定一个作为这一场的主题。', survey: '办之前先去看看、听听，记下了解到的情况。', notice: '什么时候、用什么办法告诉群众；海报和通知可以直接用。',
  invitation: '请哪些代表和单位到场，邀请的话可以复制发送。', team: '队长由人大代表担任；村干部、村民小组长、理事会成员、乡贤、热心群众为成员。', tasks: '谁做什么、什么时候做完。',
  materials: '现场要用的东西，备齐一样勾一样。', taken_along: '没有网也要能用：出门前在要带去的那台电脑上查一遍。',
};

/** 夜市团队 (临颍 S0). */
export const TEAM_ROLES = ['村党支部书记', '村委会干部', '村民小组长', '理事会成员', '乡贤', '热心群众', '网格员', '法律顾问', '记录员'] as const;
export const NOTICE_WAYS = ['张贴海报', '村广播', '微信群', '入户告知', '宣传车', '公众号', '村民小组长通知'] as const;
/** What an evening out of doors takes; offered while the list is empty. */
export const USUAL_MATERIALS = ['桌椅', '照明灯', '代表桌牌', '签到表', '空白登记卡', '空白回执', '笔', '横幅或海报', '宣传单', '笔记本电脑和充电器', '手机充电宝'] as const;

/** `6月12日 周五 19:00`. */
function when({ on, from }: SeasonItem, today: LocalDate): string {
  return `${dayWords(on, today)}${from === '' ? '' : ` ${from}`}`;
}

/** 通知, as a village's broadcast reads it. */
export function noticeText(item: SeasonItem, { today, issuer, phone, names }: { readonly today: LocalDate; readonly issuer: string; readonly phone: string; readonly names: readonly string[] }): string {
  const topic = item.theme === '' ? '' : `这次主要说说“${item.theme}”，别的事也可以说。`;
  const who = names.length === 0 ? '人大代表' : `人大代表${names.join('、')}`;
  return `乡亲们：${when(item, today)}，在${item.place}办${KINDS[item.kind].name}，${who}到场听大家说事。${topic}村里村外、大事小事，有话都可以来说，件件有登记、件件有回音。${phone === '' ? '' : `来不了的也可以打电话：${phone}。`}\n${issuer}`;
}

/** 邀请函 to a unit. */
export function unitInvitation(item: SeasonItem, unit: string, { today, issuer, phone }: { readonly today: LocalDate; readonly issuer: string; readonly phone: string }): string {
  return `${unit}：\n　　定于${when(item, today)}在${item.place}举办${KINDS[item.kind].name}${item.theme === '' ? '' : `，主题为“${item.theme}”`}。请贵单位负责同志到场，解答群众关心的问题，能现场答复的现场答复，不能现场答复的明确办理时限。\n　　请于活动前一天告知到场人员姓名、职务。${phone === '' ? '' : `联系电话：${phone}。`}\n${issuer}`;
}

/** The message to a deputy. */
export function deputyInvitation(item: SeasonItem, deputy: string, { today, issuer }: { readonly today: LocalDate; readonly issuer: string }): string {
  return `${deputy}代表：${when(item, today)}在${item.place}办${KINDS[item.kind].name}${item.theme === '' ? '' : `，主题“${item.theme}”`}，请您到场接待群众。如不能参加，请提前告知。${issuer}`;
}

/** A step without what nobody filled in, since an empty field says nothing. */
export function leanBody({ step, done, ...rest }: PreparedBody): PreparedBody {
  const filled = Object.entries(rest).filter(([, value]) => value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0));
  return { ...(Object.fromEntries(filled) as Omit<PreparedBody, 'step' | 'done'>), step, done };
}
