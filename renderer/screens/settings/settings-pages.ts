/** The pages of 设置, in the groups of the list on the left. */
import type { Role } from '../../../shared/access.ts';

const SETTINGS_GROUPS = [
  { label: '本单位', pages: [{ value: 'office', label: '单位信息' }, { value: 'numbering', label: '编号格式' }, { value: 'texts', label: '格式文本' }] },
  { label: '办理规则', pages: [{ value: 'categories', label: '诉求类别' }, { value: 'rules', label: '期限规则' }, { value: 'holidays', label: '放假安排' }] },
  { label: '名录', pages: [{ value: 'village', label: '村（社区）' }, { value: 'deputy', label: '代表' }, { value: 'unit', label: '承办单位' }, { value: 'campaign', label: '主题活动' }, { value: 'people', label: '使用人' }, { value: 'devices', label: '设备与接入' }] },
  { label: '这台电脑', pages: [{ value: 'device', label: '本机' }, { value: 'sync', label: '同步' }, { value: 'bundle', label: 'U盘交换' }, { value: 'backup', label: '备份与恢复' }, { value: 'display', label: '显示' }, { value: 'about', label: '关于' }] },
] as const;
export type SettingsPage = (typeof SETTINGS_GROUPS)[number]['pages'][number]['value'];

/** Pages that only one role has. */
const ONLY_FOR: Readonly<Partial<Record<SettingsPage, Role>>> = { devices: 'county' };

/** The groups with the pages that a role has. */
export function settingsGroups(role: Role): readonly { readonly label: string; readonly pages: readonly { readonly value: SettingsPage; readonly label: string }[] }[] {
  return SETTINGS_GROUPS.map(({ label, pages }) => ({ label, pages: pages.filter(({ value }) => (ONLY_FOR[value] ?? role) === role) }));
}

/** The page of an address (`/settings/<page>`); what is not known, or not the role's, is this computer's own page. */
export function pageOf(asked: string | undefined, role: Role): SettingsPage {
  const pages = settingsGroups(role).flatMap((group) => group.pages.map((page) => page.value));
  return pages.find((page) => page === asked) ?? 'device';
}
