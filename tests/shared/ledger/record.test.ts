import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldDeputy } from '../../../shared/deputy/deputy.ts';
import { foldRecord, recordHistory, textField, type FieldValue } from '../../../shared/ledger/record.ts';
import { foldUnit } from '../../../shared/unit/unit.ts';
import { foldVillage } from '../../../shared/village/village.ts';
import { aDesk } from '../case/acts.ts';

const UNIT = 'unit:road';
const update = (set: Record<string, FieldValue>, scope = '411122') => ({ subject: UNIT, type: 'unit.updated', scope, body: { set } });

describe('a plain record', () => {
  it('is folded field by field: the last update of each counts, and says which entry it was', () => {
    const desk = aDesk();
    const made = desk.write(update({ name: '交通局', phone: '8861234', active: true }));
    const renamed = desk.write(update({ name: '交通运输局' }));
    const record = foldRecord([renamed, made], 'unit.updated');
    expect(record).toEqual({ id: UNIT, scope: '411122', fields: { name: { value: '交通运输局', entryId: renamed.id }, phone: { value: '8861234', entryId: made.id }, active: { value: true, entryId: made.id } } });
  });

  it('[F35] is the same in whatever order entries come', () => {
    const set = fc.dictionary(fc.constantFrom('name', 'phone', 'contact'), fc.constantFrom<FieldValue>('甲', '乙', null, 3));
    fc.assert(fc.property(fc.array(fc.tuple(set, fc.boolean()), { minLength: 1, maxLength: 8 }), fc.infiniteStream(fc.nat()), (updates, random) => {
      const desks = [aDesk(), aDesk({ replica: 'bbbbbbbbbb' })];
      const entries = updates.flatMap(([one, second]) => desks[second ? 1 : 0]?.write(update(one)) ?? []);
      const shuffled = entries.map((entry) => ({ entry, rank: random.next().value ?? 0 })).sort((a, b) => a.rank - b.rank).map(({ entry }) => entry);
      expect(foldRecord(shuffled, 'unit.updated')).toEqual(foldRecord(entries, 'unit.updated'));
    }));
  });

  it('leaves out what this version cannot read, and does not stop', () => {
    const desk = aDesk();
    const entries = [desk.write(update({ name: '交通局' })), desk.write({ ...update({}), body: { put: { name: '新格式' } } }), desk.write({ ...update({ name: '更新' }), v: 2 }), desk.write({ ...update({}), type: 'unit.merged', body: {} }), desk.write({ ...update({}), body: { set: { name: { zh: '交通' } } } })];
    expect(foldUnit(entries)).toMatchObject({ name: '交通局' });
    expect(foldUnit(entries.slice(1))).toBeNull();
    expect(foldUnit([])).toBeNull();
  });

  it('of the county cannot be changed from a township\'s log, however early or late', () => {
    const county = aDesk(), early = aDesk({ replica: 'bbbbbbbbbb', startMs: 0 }), late = aDesk({ replica: 'cccccccccc', startMs: Date.UTC(2099, 0, 1) });
    const own = county.write(update({ name: '交通局' }));
    const foreign = [early.write(update({ name: '假冒' }, '411122201')), late.write(update({ name: '假冒', phone: '1' }, '411122201'))];
    expect(foldUnit([...foreign, own])).toMatchObject({ scope: '411122', name: '交通局', phone: '' });
    // Another county's township has a code that sorts before this county's.
    const stranger = early.write(update({ name: '假冒' }, '410100001'));
    expect(foldUnit([own, stranger])).toMatchObject({ scope: '411122', name: '交通局' });
    expect(foldUnit(foreign)).toMatchObject({ scope: '411122201', name: '假冒' });
  });

  it('has an empty text where a field was never set or is of another kind', () => {
    const record = foldRecord([aDesk().write(update({ name: 7 }))], 'unit.updated');
    expect([textField(record?.fields ?? {}, 'name'), textField(record?.fields ?? {}, 'phone', '—')]).toEqual(['', '—']);
  });
});

describe('the records of the directory', () => {
  it('have every field, whatever was set', () => {
    const desk = aDesk();
    const unit = desk.write(update({ name: '水利局', tier: 'county', system: 'other', leader: '钱局长', contact: '赵工', phone: '8861234', categories: ['供水供暖供电'] }));
    const bare = desk.write({ ...update({ name: '村委会' }), subject: 'unit:village' });
    expect(foldUnit([unit])).toEqual({ id: UNIT, scope: '411122', name: '水利局', tier: 'county', system: 'other', leader: '钱局长', contact: '赵工', phone: '8861234', categories: ['供水供暖供电'], active: true });
    expect(foldUnit([bare])).toEqual({ id: 'unit:village', scope: '411122', name: '村委会', tier: 'township', system: 'government', leader: '', contact: '', phone: '', categories: [], active: true });
    const deputy = desk.write({ scope: '411122201', subject: 'deputy:zhang', type: 'deputy.updated', body: { set: { name: '张敏', level: 'county', constituency: '第三选区', active: false } } });
    expect(foldDeputy([deputy])).toEqual({ id: 'deputy:zhang', scope: '411122201', name: '张敏', level: 'county', phone: '', constituency: '第三选区', active: false });
    const village = desk.write({ scope: '411122201', subject: 'village:hdm', type: 'village.updated', body: { set: { name: '皇帝庙村', initials: 'hdmc' } } });
    expect(foldVillage([village])).toEqual({ id: 'village:hdm', scope: '411122201', name: '皇帝庙村', initials: 'hdmc', active: true });
  });

  it('are nothing without entries', () => { expect([foldUnit([]), foldDeputy([]), foldVillage([])]).toEqual([null, null, null]); });
});

describe('the history of a record', () => {
  it('says who changed what from which value, newest first, and leaves out what changed nothing', () => {
    const [wang, li] = [aDesk(), aDesk({ replica: 'bbbbbbbbbb', actor: 'li', startMs: Date.UTC(2026, 5, 1) })];
    const entries = [wang.write(update({ name: '交通局', phone: '1' })), wang.write(update({ phone: '1' })), li.write(update({ name: '交通运输局', phone: '1' }))];
    expect(recordHistory([...entries].reverse())).toEqual([
      { entryId: entries[2]?.id, actor: 'li', wall: entries[2]?.wall, changes: [{ field: 'name', before: '交通局', after: '交通运输局' }] },
      { entryId: entries[0]?.id, actor: 'wang', wall: entries[0]?.wall, changes: [{ field: 'name', before: undefined, after: '交通局' }, { field: 'phone', before: undefined, after: '1' }] },
    ]);
    expect(recordHistory([])).toEqual([]);
  });

  it('does not show what a township wrote into the county\'s record, since it never counted', () => {
    const entries = [aDesk().write(update({ name: '交通局' })), aDesk({ replica: 'bbbbbbbbbb' }).write(update({ name: '乡里改的' }, '411122201'))];
    expect(recordHistory(entries).map(({ changes }) => changes)).toEqual([[{ field: 'name', before: undefined, after: '交通局' }]]);
  });
});
