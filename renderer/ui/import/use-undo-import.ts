/** Undoing one import: the user sees what goes back and what stays because somebody has changed it since, then it is done in one go. */
import { App } from 'antd';
import { createElement } from 'react';
import { IMPORT_KIND } from '../../../shared/import/import-kind.ts';
import { planUndo, type KeptChange } from '../../../shared/import/plan-import.ts';
import type { Directory } from '../../store/api.ts';
import { useStore } from '../../store/store-context.tsx';
import { refusalWords } from '../refusal-words.ts';
import { currentOf, importChanges, runUndo, type ImportHead } from './import-run.ts';

const KEPT_SHOWN = 12;

/** Answers true when the import is undone; false when the user thought better of it or it failed (the user has read why). */
export function useUndoImport(fallback: Directory): (head: ImportHead) => Promise<boolean> {
  const store = useStore();
  const { modal, message } = App.useApp();
  return async (head) => {
    const changes = await importChanges(store, head.id);
    const directory = await store.directory().then((found) => found, () => fallback);
    const { changes: back, kept } = planUndo(changes, currentOf(directory));
    const { label, type } = IMPORT_KIND[head.kind];
    const ended = back.filter(({ subject }) => changes.find((one) => one.subject === subject)?.before === null);
    const villages = type === 'village.updated' ? 0 : ended.filter((one) => one.type === 'village.updated').length;
    if (!await modal.confirm({
      title: '撤销这次导入？', okText: '撤销', cancelText: '不撤销', width: 520,
      content: createElement('div', null, `新增的 ${ended.length - villages} 个${label}${villages > 0 ? `和一并新建的 ${villages} 个村` : ''}停用，更新的 ${back.length - ended.length} 个改回原来的内容。改动都有记录。`, kept.length > 0 ? keptList(kept) : null),
    })) return false;
    const key = `undo-${head.id}`;
    void message.open({ key, type: 'loading', content: '正在撤销', duration: 0 });
    const report = await runUndo(store, { head, changes: back }, { progress: () => undefined, stopped: () => false });
    message.destroy(key);
    if (report.ended === null && report.refused.length === 0) void message.success(`已撤销：改回 ${report.written} 个${kept.length > 0 ? `，${kept.length} 个后来有人改过，没有动` : ''}`);
    else void message.error(report.ended !== null && report.ended !== 'stopped' ? refusalWords(report.ended) : `${report.refused.length} 个没有改回来：${report.refused[0] === undefined ? '' : refusalWords(report.refused[0].refusal)}`);
    return report.ended === null;
  };
}

function keptList(kept: readonly KeptChange[]) {
  return createElement('div', { style: { marginTop: 8 } }, `后来有人改过的 ${kept.length} 个不动，请自己看要不要改：`, createElement('ul', { style: { margin: '4px 0 0', paddingInlineStart: 20, maxHeight: 180, overflow: 'auto' } }, kept.slice(0, KEPT_SHOWN).map(({ subject, name }) => createElement('li', { key: subject }, name)), kept.length > KEPT_SHOWN ? createElement('li', { key: 'more' }, `另有 ${kept.length - KEPT_SHOWN} 个`) : null));
}
