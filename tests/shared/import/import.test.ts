/** Rows against the directory, what an import writes, importing again, and undoing one import as one. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../shared/decide.ts';
import { newVillageId, type ExistingRecord } from '../../../shared/import/check-rows.ts';
import { createNameFinder, isPhone, placeNamed } from '../../../shared/import/find-names.ts';
import { changeAct, countRows, planUndo } from '../../../shared/import/plan-import.ts';
import { rowNoteText } from '../../../shared/import/words.ts';
import { aContext, checked, COUNTY, DU, HUANG, OPTIONS, PLACES, planned, VILLAGES, written } from './an-import.ts';

const HEAD = ['编号', '名称', '乡镇', '村', '电话'];
const station = (changes: Partial<ExistingRecord> & { readonly id: string }): ExistingRecord => ({ scope: HUANG, name: '甲点', no: '1', tier: 'market_point', village: 'village:hdm', address: '', head: '', phone: '', deputies: [], villages: [], note: '', active: true, ...changes });
const faultsOf = (lines: readonly (readonly string[])[], with_: Parameters<typeof checked>[2] = {}) => checked('station', [HEAD, ...lines], with_).map(({ faults }) => faults.map(({ code, detail }) => `${code} ${detail}`.trim()));

describe('rows', () => {
  it('go to the township that they name, with the village of that township', () => {
    const rows = checked('station', [HEAD, ['1', '甲点', '皇帝庙乡', '皇帝庙', '13800001101'], ['1', '乙点', '杜曲', '阳光社区居委会', '0395-8001001'], ['2', '丙点', '', '', '']]);
    expect(rows.map(({ scope, values, outcome }) => [scope, values['village'], outcome])).toEqual([[HUANG, 'village:hdm', 'new'], [DU, 'village:yg', 'new'], [COUNTY, undefined, 'new']]);
  });

  it('without a township are the county’s, or their village’s where only one township has it', () => {
    const [row] = checked('station', [['名称', '村'], ['丁点', '杜曲村']]);
    expect(row).toMatchObject({ scope: DU, values: { village: 'village:dq' }, remarks: [{ code: 'village-elsewhere', detail: '杜曲镇' }] });
  });

  it('inherit an empty township from the row above only when that is wished', () => {
    const lines = [HEAD, ['1', '甲点', '皇帝庙乡', '', ''], ['2', '乙点', '', '', '']];
    expect(checked('station', lines).map(({ scope }) => scope)).toEqual([HUANG, COUNTY]);
    expect(checked('station', lines, { options: { ...OPTIONS, fillTownship: true } }).map(({ scope }) => scope)).toEqual([HUANG, HUANG]);
  });

  it('are at fault with a sentence', () => {
    expect(faultsOf([['1', '', '皇帝庙乡', '', ''], ['2', '甲点', '不存在乡', '', ''], ['3', '乙点', '皇帝庙乡', '', '见附件'], ['4', '长'.repeat(101), '', '', '']])).toEqual([['name-missing'], ['township-unknown 不存在乡'], ['phone-unreadable 见附件'], ['too-long 100']]);
    expect(faultsOf([['1', '甲点', '杜曲镇', '', '']], { context: aContext({ home: HUANG, writes: [HUANG] }) })).toEqual([['township-not-yours 杜曲镇']]);
    expect(rowNoteText({ field: 'scope', code: 'township-unknown', detail: '$& 乡' })).toBe('不认识乡镇“$& 乡”，或者它不归您登记。请改正，或跳过这一行。');
  });

  it('of a township that is not theirs are told nothing else: they are not compared with the user’s own records', () => {
    const [row] = checked('station', [HEAD, ['1', '乙点', '远方镇', '新村', '']], { context: aContext({ home: HUANG, writes: [HUANG], existing: [station({ id: 'station:a' })] }) });
    expect(row).toMatchObject({ faults: [{ code: 'township-unknown' }], remarks: [], newVillages: [], target: null });
  });

  it('doubled in the file are at fault with the row that was first; one number in two townships is no double', () => {
    expect(faultsOf([['1', '甲点', '皇帝庙乡', '皇帝庙村', ''], ['１', '乙点', '皇帝庙乡', '', ''], ['', '甲 点', '皇帝庙乡', '皇帝庙', ''], ['', '甲点', '皇帝庙乡', '大赵村', ''], ['1', '甲点', '杜曲镇', '', '']]))
      .toEqual([[], ['number-twice 2'], ['name-twice 2'], [], []]);
  });

  it('are corrected in the preview', () => {
    const lines = [['3', '乙点', '皇帝庙乡', '', '见附件']];
    expect(faultsOf(lines, { corrections: { 2: { phone: '13800001101' } } })).toEqual([[]]);
    expect(faultsOf(lines, { corrections: { 2: { phone: '' } } })).toEqual([[]]);
  });

  it('name villages and deputies that are not there: made or left out, and said', () => {
    const lines = [['名称', '乡镇', '村', '辐射村', '代表'], ['甲点', '皇帝庙乡', '新村', '大赵村、新村、远村', '张建国、王伟，李四']];
    const [made] = checked('station', lines);
    expect(made?.values).toMatchObject({ village: newVillageId(HUANG, '新村'), villages: ['village:dz', newVillageId(HUANG, '新村'), newVillageId(HUANG, '远村')], deputies: ['deputy:zhang'] });
    expect(made?.remarks.map(({ code, detail }) => `${code} ${detail}`)).toEqual(expect.arrayContaining(['village-new 新村', 'village-new 远村', 'deputy-twice 王伟', 'deputy-unknown 李四']));
    const [left] = checked('station', lines, { options: { ...OPTIONS, unknownVillage: 'leave' } });
    expect(left?.values).toMatchObject({ villages: ['village:dz'] });
    expect(left?.values['village']).toBeUndefined();
    expect(left?.newVillages).toEqual([]);
  });
});

describe('what is there already', () => {
  const existing = [station({ id: 'station:a', phone: '1' }), station({ id: 'station:b', name: '乙点', no: '2', village: 'village:dz' })];
  const rows = (...lines: readonly (readonly string[])[]) => checked('station', [HEAD, ...lines], { context: aContext({ existing }) });

  it('is known again by its number, or by its name and village', () => {
    const found = rows(['1', '甲点新名', '皇帝庙乡', '皇帝庙村', '13800001101'], ['', '乙点', '皇帝庙乡', '大赵村', ''], ['', '乙点', '皇帝庙乡', '皇帝庙村', '']);
    expect(found.map(({ target, outcome, values }) => [target?.id, outcome, values])).toEqual([
      ['station:a', 'update', { name: '甲点新名', phone: '13800001101' }], ['station:b', 'same', {}], [undefined, 'new', { name: '乙点', village: 'village:hdm', tier: 'market_point', active: true }],
    ]);
    expect(found[0]?.remarks).toEqual([{ field: 'name', code: 'renamed', detail: '甲点' }]);
  });

  it('is not wiped by empty cells', () => {
    expect(rows(['1', '甲点', '皇帝庙乡', '', ''])[0]).toMatchObject({ outcome: 'same', values: {} });
  });

  it('a number of one and the name of another is a fault', () => {
    expect(rows(['2', '甲点', '皇帝庙乡', '皇帝庙村', ''])[0]?.faults.map(({ code }) => code)).toEqual(['two-records']);
  });

  it('comes back into use when it was put out of use', () => {
    const [row] = checked('station', [HEAD, ['1', '甲点', '皇帝庙乡', '', '']], { context: aContext({ existing: [station({ id: 'station:a', active: false })] }) });
    expect(row).toMatchObject({ outcome: 'update', values: { active: true }, target: { id: 'station:a' } });
  });

  it('a deputy’s new telephone is a change, and said; two of one name stay two', () => {
    const people = [{ id: 'deputy:zhang', scope: HUANG, name: '张建国', level: 'township', phone: '13800001101', constituency: '', active: true }];
    const [changed] = checked('deputy', [['姓名', '乡镇', '电话'], ['张建国', '皇帝庙乡', '13900000000']], { context: aContext({ existing: people }) });
    expect(changed).toMatchObject({ outcome: 'update', values: { phone: '13900000000' }, remarks: [{ code: 'namesake', detail: '13800001101' }] });
    const two = checked('deputy', [['姓名', '乡镇', '电话'], ['张建国', '皇帝庙乡', '13800001101'], ['张建国', '皇帝庙乡', '13900000000']], { context: aContext({ existing: people }) });
    expect(two.map(({ outcome }) => outcome)).toEqual(['same', 'new']);
  });
});

describe('an import', () => {
  const lines = [HEAD, ['1', '甲点', '皇帝庙乡', '皇帝庙村', '13800001101'], ['2', '乙点', '皇帝庙乡', '新村', ''], ['3', '丙点', '杜曲镇', '', ''], ['4', '', '杜曲镇', '', '']];

  it('writes the villages first, every act is one that the ledger takes, and a second import of the file changes nothing', () => {
    const rows = checked('station', lines);
    const changes = planned('station', rows);
    expect(countRows(rows)).toEqual({ made: 3, changed: 0, same: 0, faulty: 1 });
    expect(changes.map(({ type, name, scope }) => [type, name, scope])).toEqual([['village.updated', '新村', HUANG], ['station.updated', '甲点', HUANG], ['station.updated', '乙点', HUANG], ['station.updated', '丙点', DU]]);
    const session = { user: 'zhao', userName: '赵主任', role: 'county', home: COUNTY, reads: [], writes: [] } as const;
    for (const change of changes) expect(decide([], changeAct(change), session)).toMatchObject({ ok: true });

    const existing = written([], changes.filter(({ type }) => type === 'station.updated'));
    const made = written([], changes.filter(({ type }) => type === 'village.updated'));
    const villages = [...VILLAGES, ...made.map(({ id, scope, name }) => ({ id, scope, name, initials: '', active: true }))];
    expect(checked('station', lines, { context: aContext({ existing, villages }) }).map(({ outcome }) => outcome)).toEqual(['same', 'same', 'same', 'fault']);
  });

  it('of one file on two computers makes the same records; an id that is used is not used again', () => {
    const changes = planned('station', checked('station', lines));
    expect(planned('station', checked('station', lines)).map(({ subject }) => subject)).toEqual(changes.map(({ subject }) => subject));
    const taken = [station({ id: changes[1]?.subject ?? '', name: '改过名的', no: '99' })];
    const again = planned('station', checked('station', lines, { context: aContext({ existing: taken }) }), taken);
    expect(again[1]).toMatchObject({ before: null, name: '甲点' });
    expect(again[1]?.subject).not.toBe(taken[0]?.id);
  });

  it('is undone as one: what it made is out of use, what it changed is as before, what somebody changed since stays and is named', () => {
    const before = [station({ id: 'station:a', phone: '1', head: '老张' }), station({ id: 'station:b', name: '乙点', no: '2', village: 'village:dz' })];
    const rows = checked('station', [['编号', '名称', '乡镇', '电话', '负责人'], ['1', '甲点', '皇帝庙乡', '13800001101', '小张'], ['2', '乙点', '皇帝庙乡', '13800001102', ''], ['8', '新点', '皇帝庙乡', '', ''], ['9', '又一点', '皇帝庙乡', '', '']], { context: aContext({ existing: before }) });
    const changes = planned('station', rows, before);
    const imported = written(before, changes);
    const since = imported.map((one) => (one.id === 'station:a' ? { ...one, phone: '13911111111' } : one.name === '又一点' ? { ...one, note: '有人写了备注' } : one));
    const undo = planUndo(changes, (subject) => since.find(({ id }) => id === subject) ?? null);
    const after = written(since, undo.changes);
    expect(after.find(({ id }) => id === 'station:a')).toMatchObject({ head: '老张', phone: '13911111111' });
    expect(after.find(({ id }) => id === 'station:b')).toEqual(before[1]);
    expect(after.find(({ name }) => name === '新点')).toMatchObject({ active: false });
    expect(after.find(({ name }) => name === '又一点')).toMatchObject({ active: true, note: '有人写了备注' });
    expect(undo.kept.map(({ name, fields }) => [name, fields])).toEqual([['甲点', ['phone']], ['又一点', ['note']]]);
    expect(planUndo(changes, (subject) => after.find(({ id }) => id === subject) ?? null).changes).toEqual([]);
  });

  it('that was cut off is undone as far as it was written', () => {
    const changes = planned('station', checked('station', lines));
    const half = written([], changes.slice(0, 2));
    expect(planUndo(changes, (subject) => half.find(({ id }) => id === subject) ?? null).changes.map(({ name }) => name)).toEqual(['甲点', '新村']);
  });

  it('undone and imported again uses the same records', () => {
    const changes = planned('station', checked('station', lines));
    const gone = written(written([], changes), planUndo(changes, (subject) => written([], changes).find(({ id }) => id === subject) ?? null).changes);
    const existing = gone.filter(({ id }) => id.startsWith('station:'));
    const again = planned('station', checked('station', lines, { context: aContext({ existing }) }), gone);
    expect(again.filter(({ type }) => type === 'station.updated').map(({ subject }) => subject)).toEqual(changes.filter(({ type }) => type === 'station.updated').map(({ subject }) => subject));
  });

  it('of any cells whatever is undone to where it began', () => {
    const cell = fc.oneof(fc.constantFrom('', '1', '2', '甲点', '乙点', '皇帝庙乡', '杜曲', '大赵村', '新村', '13800001101'), fc.string({ maxLength: 12 }));
    fc.assert(fc.property(fc.array(fc.array(cell, { minLength: 5, maxLength: 5 }), { maxLength: 12 }), (cells) => {
      const before = [station({ id: 'station:a', phone: '0395-8001001' }), station({ id: 'station:b', name: '乙点', no: '2', active: false })];
      const changes = planned('station', checked('station', [HEAD, ...cells], { context: aContext({ existing: before }) }), before);
      const imported = written(before, changes);
      expect(new Set(changes.map(({ subject }) => subject)).size).toBe(changes.length);
      const { changes: undone, kept } = planUndo(changes, (subject) => imported.find(({ id }) => id === subject) ?? null);
      expect(kept).toEqual([]);
      const after = written(imported, undone);
      expect(after.filter(({ id }) => before.some((one) => one.id === id))).toEqual(before);
      expect(after.filter(({ id, active }) => active && !before.some((one) => one.id === id))).toEqual([]);
    }));
  });
});

describe('names', () => {
  it.each([['皇帝庙乡', HUANG], ['皇帝庙', HUANG], ['临颍县杜曲镇', DU], ['杜曲镇人民政府', DU], [DU, DU], ['临颍县', COUNTY], ['镇', undefined], ['', undefined]])('the place %j', (typed, code) => {
    expect(placeNamed(PLACES, typed)?.code).toBe(code);
  });
  it.each([['皇帝庙', '皇帝庙村'], ['皇帝庙村委会', '皇帝庙村'], ['皇帝庙村村民委员会', '皇帝庙村'], ['皇帝庙村民委员会', '皇帝庙村'], ['阳光社区居民委员会', '阳光社区'], ['阳光', '阳光社区'], ['不在', undefined]])('the village %j', (typed, name) => {
    const finder = createNameFinder({ places: PLACES, villages: VILLAGES, deputies: [] });
    expect((finder.village(HUANG, typed) ?? finder.village(DU, typed))?.name).toBe(name);
  });
  it.each([['13800001101', true], ['0395-8001001', true], ['03958001001', true], ['(0395)8001001', true], ['8001001', true], ['400-800-1234', true], ['12345', true], ['13800001101、0395-8001001', true], ['0395-8001001-12', true], ['1380000110', false], ['见附件', false], ['', false], ['138000011011', false]])('the telephone %j', (text, is) => {
    expect(isPhone(text)).toBe(is);
  });
});
