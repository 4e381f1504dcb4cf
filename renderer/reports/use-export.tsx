/** 导出 of what a list shows: with many cases it says how far it is and can be stopped, and the screens stay usable meanwhile. */
import { App, Button } from 'antd';
import { useStore } from '../store/store-context.tsx';
import { useEnrolment } from '../ui/session-context.tsx';
import type { CaseList } from './all-cases.ts';
import { exportCases, MOST_EXPORTED } from './export-cases.ts';
import { saveWorkbook } from './save-workbook.ts';

/** Fewer cases are there before anybody has read how far it is. */
const SAID_FROM = 300;
const KEY = 'export-cases';

/** Exports a list, and says what became of it. One at a time: it goes on while its screen is left, and two would take the memory that its limit saves. */
export function useExport(): (list: CaseList) => Promise<void> {
  const store = useStore();
  const { enrolment } = useEnrolment();
  const { message, modal } = App.useApp();
  const run = async (list: CaseList) => {
    const stopping = new AbortController();
    const say = (words: string) => {
      void message.open({ key: KEY, type: 'loading', duration: 0, content: <>{words}<Button size="small" type="link" onClick={() => { stopping.abort(); }}>停止</Button></> });
    };
    try {
      const made = await exportCases(store, list, { enrolment, unwanted: stopping.signal, heard: (done, total) => { if (total > SAID_FROM) say(done < total ? `正在整理 ${done} / ${total} 件` : `${total} 件正在排成表格`); } });
      // From here on it is a question of where to save: nothing is left to be stopped.
      message.destroy(KEY);
      if (made === null) { void message.info('导出停下了，没有存文件。'); return; }
      if ('tooMany' in made) { modal.info({ title: `这里有 ${made.tooMany} 件，一张表装不下`, content: `一张表最多 ${MOST_EXPORTED} 件，再多 Excel 也打不动。请先按乡镇、月份或者类别筛一下，再分几次导出。` }); return; }
      const file = await saveWorkbook(made.name, made.workbook);
      if (file !== null) void message.success(`已导出：${file}`);
    } catch (error) {
      message.destroy(KEY);
      modal.error({ title: '没有导出成', content: `台账没有变。请看磁盘还有没有地方，同名的文件是不是正在 Excel 里开着，再导一次。（${error instanceof Error ? error.message : '原因不明'}）` });
    }
  };
  return (list) => navigator.locks.request(KEY, { ifAvailable: true }, async (lock) => {
    if (lock === null) void message.info('上一次导出还没有做完。');
    else await run(list);
  });
}
