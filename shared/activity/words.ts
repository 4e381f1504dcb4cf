/** The words of activities on screens and papers. */
import type { ActivityEntryType, ActivityKind, ActivityStatus, Preparation, PresentAs } from './activity.ts';
import { KINDS } from './kinds.ts';

type Words<T extends string> = Readonly<Record<T, string>>;

/** The name of a kind. */
export function kindWords(kind: ActivityKind): string {
  return KINDS[kind].name;
}

export const ACTIVITY_STATUS_WORDS: Words<ActivityStatus> = { planned: '待开', open: '正在进行', closed: '已结束', cancelled: '已取消' };
export const PRESENT_AS_WORDS: Words<PresentAs> = { deputy: '代表', unit: '单位', guest: '其他人员' };
/** 十项制度 (临颍 S0) where one of them is meant. */
export const PREPARATION_WORDS: Words<Preparation> = {
  topic: '主题征集', survey: '走访调研', notice: '宣传发动', invitation: '邀请单位和代表', team: '组建团队', tasks: '任务清单', materials: '物资准备', taken_along: '电脑带齐资料',
};

/** What an entry did, in a timeline: “王秘书 …”. */
export const ACTIVITY_EVENT_WORDS: Words<ActivityEntryType> = {
  'activity.planned': '排进了计划', 'activity.amended': '更改了安排', 'activity.cancelled': '取消了这一场', 'activity.prepared': '记下一项准备', 'activity.opened': '开始了', 'activity.attended': '记下到场代表', 'activity.checked_in': '签到',
  'activity.counted': '数了人数', 'activity.tallied': '记了数', 'activity.headcount_settled': '核定了人数', 'activity.recorded': '填了记录', 'activity.polled': '录入测评票数', 'activity.closed': '结束了', 'activity.merged': '并入另一场', 'activity.reopened': '重新打开', 'activity.noted': '加了备注',
  'activity.undone': '撤销了上一步',
};
