/** 去哪里: the screens, the views of them that are wanted every day, and commands. Each is an address; a command is one with an `ask`. A new screen is one more row. */
import { mayAppend, type Role } from '../../../shared/access.ts';
import type { SearchPlace } from '../../store/api.ts';
import type { Ask } from '../use-ask.ts';

interface Place {
  readonly path: string;
  readonly title: string;
  readonly detail: string;
  /** Other words that people may look for it by. */
  readonly also: string;
  readonly ask?: Ask;
  /** Left out: everybody. */
  readonly may?: (role: Role) => boolean;
}

const PLACES: readonly Place[] = [
  { path: '/cases', ask: 'register', title: '登记一件', detail: '记下一件新的民情', also: '新建 新增 添加 录入', may: (role) => mayAppend(role, 'case.registered') },
  { path: '/cases', ask: 'export', title: '导出台账', detail: '存成电子表格', also: '下载 Excel 表格' },
  { path: '/today', title: '今日', detail: '今天要办的', also: '首页 待办 提醒' },
  { path: '/cases?due=overdue', title: '超期的', detail: '民情台账', also: '逾期 过期 到期' },
  { path: '/cases?due=soon', title: '三天内到期的', detail: '民情台账', also: '快到期 临期' },
  { path: '/cases?duty=to_relay', title: '待转告答复的', detail: '民情台账', also: '回音 告知 未转告' },
  { path: '/supervision', title: '督办', detail: '提议、督办中、按单位看', also: '催办 挂牌 约谈 督办单' },
  { path: '/attention', title: '需处理', detail: '没有生效的和县里没有收下的', also: '冲突 矛盾 没生效 核对' },
  { path: '/night-market', title: '夜市', detail: '排期、准备、开一场、看往期', also: '民情夜市 活动 开场 排期 日历 海报 签到表' },
  { path: '/stations', title: '联络站', detail: '接待、问政、走访、议事、述职等活动', also: '活动 站点 接待选民日 面对面 进站 视察 执法检查 培训' },
  { path: '/stations?tab=promises', title: '承诺清单', detail: '联络站', also: '见成效 见结果 承诺 兑现' },
  { path: '/stations?tab=register', title: '站点', detail: '联络站', also: '夜市点 代表之家 联系点 名册 导入 二维码' },
  { path: '/stations?tab=visits', title: '走访月度', detail: '联络站', also: '走访 没走访' },
  { path: '/cases', title: '民情台账', detail: '所有民情件', also: '列表 清单' },
  { path: '/suggestions', title: '代表建议', detail: '建议、议案线索、信访、12345', also: '议案 信访 热线 工单' },
  { path: '/reports', title: '报表', detail: '月度台账和统计', also: '月报 统计 打印' },
  { path: '/reports/indicators', title: '活动指标', detail: '报表', also: '统计 口径 人次 场次' },
  { path: '/reports/figures', title: '引用数字', detail: '报表', also: '报纸 报道 抄录' },
  { path: '/settings/village', title: '村（社区）名录', detail: '设置', also: '添加 修改' },
  { path: '/settings/deputy', title: '代表名录', detail: '设置', also: '添加 修改' },
  { path: '/settings/unit', title: '承办单位名录', detail: '设置', also: '添加 修改 部门' },
  { path: '/settings/campaign', title: '主题活动', detail: '设置', also: '专项 活动期 添加 修改' },
  { path: '/settings/backup', title: '备份与恢复', detail: '设置', also: '还原 找回 恢复 U盘 丢失' },
  { path: '/settings/people', title: '使用人', detail: '设置', also: '用户 账号 人员' },
  { path: '/settings/devices', title: '设备与接入', detail: '设置', also: '接入码 接入单 二维码 停用 丢失 换电脑', may: (role) => role === 'county' },
  { path: '/settings/office', title: '单位信息', detail: '设置', also: '名称 电话 落款' },
  { path: '/settings/numbering', title: '编号格式', detail: '设置', also: '文号 交办单号' },
  { path: '/settings/texts', title: '格式文本', detail: '设置', also: '模板 默认文字' },
  { path: '/settings/categories', title: '诉求类别', detail: '设置', also: '分类' },
  { path: '/settings/rules', title: '期限规则', detail: '设置', also: '时限 工作日 办理期限' },
  { path: '/settings/holidays', title: '放假安排', detail: '设置', also: '节假日 调休 日历' },
  { path: '/settings/sync', title: '同步', detail: '设置', also: '上传 县里 网络 联网' },
  { path: '/settings/display', title: '显示', detail: '设置', also: '大字 字号' },
  { path: '/settings', title: '设置', detail: '这台电脑', also: '本机 密码 重新算' },
];

/** What this role may go to. The id of a place is its number in the table. */
export function placesFor(role: Role): readonly SearchPlace[] {
  return PLACES.flatMap(({ title, detail, also, may }, index) => (may?.(role) === false ? [] : [{ id: String(index), title, detail, also }]));
}

/** Where a place of `placesFor` is. */
export function placeOf(id: string): { readonly path: string; readonly ask: Ask | null } {
  const place = PLACES[Number(id)];
  return { path: place?.path ?? '/today', ask: place?.ask ?? null };
}
