/** What opening found and mended, in one sentence that ends with "nothing is lost". */
import type { OpenReport } from '../../store/api.ts';

/** The sentence, or null when everything was in order. */
export function recoveryWords(report: OpenReport): string | null {
  const found: string[] = [];
  if (report.recreated) found.push('本机的浏览数据损坏，已经重建');
  if (report.restored > 0) found.push(`从本机日志找回 ${report.restored} 条`);
  if (report.journaled > 0) found.push(`给本机日志补写 ${report.journaled} 条`);
  if (report.cut > 0) found.push('日志末尾有一段没写完（多半是突然断电），已经清理；显示过“已保存”的内容都在');
  return found.length === 0 ? null : `上次没有正常关闭。${found.join('；')}。现在可以照常使用。`;
}
