import { describe, expect, it } from 'vitest';
import { judgeBody } from '../../shared/entry-types.ts';
import { effectiveCategories } from '../../shared/category/category.ts';
import type { Village } from '../../shared/village/village.ts';
import { gapWords, judgeRow, rowRegistration, sameAs, twinsOf } from '../../renderer/screens/night-market/back-entry/judge-row.ts';
import { cellsOf, isBlock, placed } from '../../renderer/screens/night-market/back-entry/paste-block.ts';
import { settled, timeOf, type SheetWords } from '../../renderer/screens/night-market/back-entry/settle-cell.ts';
import { blankRow, lacking, nextSheet, rowsOfDraft, sheetOf, sheetToDraft, type Cells, type SheetRow } from '../../renderer/screens/night-market/back-entry/sheet.ts';
import { anActivity } from '../shared/activity/an-activity.ts';

const village = (name: string, initials: string): Village => ({ id: `village:${initials}`, scope: '411122201', name, initials, active: true });
const WORDS: SheetWords = { villages: [village('皇帝庙村', 'hdmc'), village('大赵村', 'dzc')], categories: effectiveCategories([], '411122201'), from: '19:00', village: '' };
const aRow = (cells: Partial<Cells>, subject = 'case:r1'): SheetRow => ({ ...blankRow(subject), cells: { ...blankRow('').cells, ...cells } });
const verdict = (cells: Partial<Cells>, twin: string | null = null) => judgeRow(aRow(cells), WORDS, twin);

describe('a block from a spreadsheet', () => {
  it('keeps line breaks, tabs and quotation marks inside its cells', () => {
    expect(cellsOf('皇帝庙\t"路灯坏了\n夜里\t看不见"\t"他说""没人管"""\r\n大赵\t机井\t\r\n')).toEqual([['皇帝庙', '路灯坏了\n夜里\t看不见', '他说"没人管"'], ['大赵', '机井', '']]);
  });

  it('takes a quotation mark that encloses no cell as one of the words', () => {
    expect(cellsOf('"急"盼修路\t大赵\n"没有收尾\t甲')).toEqual([['"急"盼修路', '大赵'], ['"没有收尾', '甲']]);
  });

  it('is told from a single cell', () => {
    expect([isBlock('只有一句话'), isBlock('"一格里\n有两行"'), isBlock('甲\t乙'), isBlock('甲\n乙')]).toEqual([false, false, true, true]);
  });

  it('finds its columns by its headings, in any order, and says which are not used', () => {
    const block = placed(cellsOf('序号\t反映的问题和意见\t姓 名\t联系电话*\t村（社区）\t备注\n1\t路灯不亮\t王五\t138\t大赵村\t无'), 'phone');
    expect(block).toEqual({ rows: [{ words: '路灯不亮', name: '王五', phone: '138', village: '大赵村' }], unused: ['序号', '备注'], headed: true });
  });

  it('without headings goes from the chosen cell to the right, without a column of running numbers', () => {
    expect(placed(cellsOf('1\t大赵村\t王五\n2\t皇帝庙村\t赵六'), 'village').rows).toEqual([{ village: '大赵村', name: '王五' }, { village: '皇帝庙村', name: '赵六' }]);
    expect(placed(cellsOf('路灯不亮\n\n机井电费贵'), 'words').rows).toEqual([{ words: '路灯不亮' }, { words: '机井电费贵' }]);
  });
});

describe('a cell', () => {
  it.each([
    ['village', 'hdm', '皇帝庙村'], ['village', '大赵', '大赵村'], ['village', '邻乡集市', '邻乡集市'], ['phone', '１３８ ００００－１２３４', '13800001234'], ['level', '大', '大事'], ['matter', '咨询', '政策咨询'], ['category', 'dljt', '道路交通'],
  ] as const)('%s: %s is meant as %s', (column, typed, meant) => { expect(settled(column, typed, WORDS)).toBe(meant); });

  it.each([['19:42', '19:42'], ['１９：４２', '19:42'], ['1942', '19:42'], ['7点半', '19:30'], ['晚上8点5分', '20:05'], ['8点05分', '20:05'], ['上午9:30', '09:30'], ['2026/5/18 19:42', '19:42'], ['25:00', null], ['很晚', null]] as const)('time %s → %s', (typed, meant) => {
    expect(timeOf(typed.normalize('NFKC'), '19:00')).toBe(meant);
  });
});

describe('a row', () => {
  it('without village can be registered and says what is missing', () => {
    const { standing, gaps } = verdict({ words: '某件说不清的事' });
    expect({ standing, said: gapWords(gaps) }).toEqual({ standing: 'gaps', said: '还缺：村、类别' });
  });

  it('takes the category that its words suggest', () => {
    expect(verdict({ words: '路灯坏了', village: '大赵村' })).toMatchObject({ standing: 'complete', suggested: '道路交通' });
  });

  it('of an evening in a village takes that village', () => {
    const there = { ...WORDS, village: '大赵村' };
    expect(judgeRow(aRow({ words: '路灯坏了' }), there, null).standing).toBe('complete');
    const villageOf = (village: string) => rowRegistration(aRow({ words: '路', village }), { activity: anActivity(), words: there, tempNo: '临-1' }).body;
    expect([villageOf(''), villageOf('hdm')]).toMatchObject([{ village: 'village:dzc' }, { village: 'village:hdmc' }]);
  });

  it.each([
    [{ name: '王五' }, 'words'], [{ words: '路', phone: '1380000123' }, 'phone'], [{ words: '路', phone: '打他爱人电话' }, 'phone'], [{ words: '路', category: '天上的事' }, 'category'],
    [{ words: '路', level: '特大' }, 'level'], [{ words: '路', matter: '检举控告' }, 'matter'], [{ words: '路', at: '昨天' }, 'at'], [{ words: '字'.repeat(20_001) }, 'words'],
  ] as const)('%j is wrong in %s', (cells, column) => {
    const { standing, faults } = verdict(cells);
    expect([standing, Object.keys(faults)]).toEqual(['faulty', [column]]);
  });

  it('that is already registered, or stands further up, is not registered again', () => {
    const cells = { words: '路灯 不亮', name: '王五', village: '大赵村' };
    const rows = [aRow(cells), aRow({ ...cells, name: '赵六' }), aRow({ ...cells, name: '赵六', words: '路灯不亮 ' }), aRow({})];
    const known = (id: string) => new Map([[sameAs({ ...cells, words: '路灯不亮' }), { id, number: '临-1' }]]);
    expect(twinsOf(rows, known('case:other'))).toEqual(['临-1', null, '第2行', null]);
    expect(twinsOf(rows, known('case:r1'))).toEqual([null, null, '第2行', null]);
    expect(verdict(cells, '临-1').faults.words).toContain('临-1');
  });

  it('becomes a registration that the ledger takes, with all that the evening knows', () => {
    const activity = anActivity({ deputies: ['deputy:1'], kind: 'reception_day', from: '19:00' });
    const act = rowRegistration(aRow({ village: 'dz', name: '王五', phone: '１３８００００１２３４', words: '路灯坏了', level: '小', matter: '咨询', answer: '明天去修', at: '7点半' }), { activity, words: WORDS, tempNo: '临-1' });
    expect(judgeBody({ ...act, v: 1 })).toBe('valid');
    expect(act).toEqual({
      scope: '411122201', subject: 'case:r1', type: 'case.registered',
      body: {
        channel: 'reception_day', matter: 'policy_question', words: '路灯坏了', title: '路灯坏了', activity: 'activity:a1', receivedOn: '2026-05-18', tempNo: '临-1', deputies: ['deputy:1'], receivedAt: '19:30', village: 'village:dzc',
        reporter: { name: '王五', phone: '13800001234' }, category: '道路交通', level: 'minor', answeredOnSpot: '明天去修',
      },
    });
  });

  it('of a place outside the directory keeps the place', () => {
    expect(rowRegistration(aRow({ village: '邻乡集市', words: '路' }), { activity: anActivity(), words: WORDS, tempNo: '临-1' }).body).toMatchObject({ place: '邻乡集市', channel: 'night_market' });
  });
});

describe('the sheet', () => {
  const written = nextSheet(sheetOf([]), { type: 'written', row: 1, column: 'words', text: '路', subjects: ['case:1', 'case:2'] });

  it('grows down to the line that is written in and forgets blank lines below', () => {
    expect(lacking(sheetOf([]), 1)).toBe(2);
    expect(written.rows.map(({ subject, cells }) => [subject, cells.words])).toEqual([['case:1', ''], ['case:2', '路']]);
    expect(nextSheet(written, { type: 'written', row: 1, column: 'words', text: '', subjects: [] }).rows).toEqual([]);
  });

  it('goes back a word, a paste and a removed row at a time', () => {
    const longer = nextSheet(written, { type: 'written', row: 1, column: 'words', text: '路灯', subjects: [] });
    const pasted = nextSheet(longer, { type: 'pasted', at: 1, rows: [{ village: '大赵村' }, { words: '井' }], subjects: ['case:3'] });
    const removed = nextSheet(pasted, { type: 'row-removed', row: 1 });
    expect(pasted.rows.map(({ cells }) => `${cells.village}${cells.words}`)).toEqual(['', '大赵村路灯', '井']);
    const back = (sheet: typeof removed) => nextSheet(sheet, { type: 'stepped-back' });
    expect(back(removed).rows).toEqual(pasted.rows);
    expect(back(back(removed)).rows).toEqual(longer.rows);
    expect(back(back(back(removed))).rows).toEqual([]);
  });

  it('lets go of what is registered, and cannot bring it back by going back', () => {
    const after = nextSheet(written, { type: 'registered', subjects: ['case:2'] });
    expect(nextSheet(after, { type: 'stepped-back' }).rows.map(({ subject }) => subject)).toEqual(['case:1']);
  });

  it('is the same after a power cut', () => {
    const kept = JSON.parse(JSON.stringify(sheetToDraft(written))) as Record<string, unknown>;
    expect(rowsOfDraft(kept)).toEqual(written.rows);
    expect(rowsOfDraft({ rows: [null, { subject: 'x', cells: {} }, { subject: 'case:9', cells: { words: 3 } }] })).toEqual([blankRow('case:9')]);
  });
});
