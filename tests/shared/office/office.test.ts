import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_FORMATS, fillFormat, NUMBER_KINDS, parseFormat, parseNumber } from '../../../shared/office/numbering.ts';
import { effectiveOffice, foldOffice, FORMAT_FIELDS, LETTER_SCHEMES, officeSubject, type OfficePlace, type OfficeRecord } from '../../../shared/office/office.ts';
import { DEFAULT_TEXTS, fillText, parseText, TEXT_MODULES } from '../../../shared/office/texts.ts';
import { textFaultWords } from '../../../shared/office/words.ts';
import type { FieldValue } from '../../../shared/ledger/record.ts';
import { aDesk } from '../case/acts.ts';

const TOWNSHIP: OfficePlace = { code: '411122201', name: '皇帝庙乡', organ: '皇帝庙乡人大主席团', county: '临颍县' };

function said(scope: string, set: Record<string, FieldValue>): OfficeRecord {
  const record = foldOffice([aDesk().write({ scope, subject: officeSubject(scope), type: 'office.updated', body: { set } })]);
  if (!record) throw new Error('the record cannot be read');
  return record;
}

describe('who signs', () => {
  it.each<[string, OfficePlace, string]>([
    ['a township', TOWNSHIP, '皇帝庙乡人民代表大会主席团'],
    ['a sub-district, which has no presidium', { code: '411122001', name: '城关街道', organ: '城关街道人大工委', county: '临颍县' }, '临颍县人大常委会城关街道工作委员会'],
    ['the county', { code: '411122', name: '临颍县', organ: '临颍县人大常委会代表工委', county: '临颍县' }, '临颍县人大常委会代表工委'],
  ])('for %s', (_, place, issuer) => { expect(effectiveOffice([], place).issuer).toBe(issuer); });

  it('is never inherited from the county, while forms, letters and texts are', () => {
    const records = [said('411122', { issuer: '县里的', formatCase: '临{乡镇}〔{年}〕{序}号', letterResolved: '甲', textRelay: '县里的话术', closePhotos: true })];
    expect(effectiveOffice(records, TOWNSHIP)).toMatchObject({ issuer: '皇帝庙乡人民代表大会主席团', formats: { case: '临{乡镇}〔{年}〕{序}号' }, letters: { resolved: '甲', in_progress: 'B' }, texts: { relay: '县里的话术' }, closePhotos: true });
    expect(effectiveOffice([...records, said(TOWNSHIP.code, { textRelay: '乡里的话术', closePhotos: false })], TOWNSHIP)).toMatchObject({ texts: { relay: '乡里的话术' }, closePhotos: false, letters: { resolved: '甲' } });
  });

  it('asks each deputy for one visit a month until somebody says otherwise (邵原 S2), and never for a number that is none', () => {
    expect(effectiveOffice([], TOWNSHIP).visitsMonthly).toBe(1);
    expect(effectiveOffice([said('411122', { visitsMonthly: 4 })], TOWNSHIP).visitsMonthly).toBe(4);
    expect(effectiveOffice([said('411122', { visitsMonthly: 4 }), said(TOWNSHIP.code, { visitsMonthly: 0 })], TOWNSHIP).visitsMonthly).toBe(0);
    for (const wrong of [-1, 1.5, 32, '2', null]) expect(effectiveOffice([said(TOWNSHIP.code, { visitsMonthly: wrong })], TOWNSHIP).visitsMonthly).toBe(1);
  });

  it('cannot be set from another scope', () => {
    expect(foldOffice([aDesk().write({ scope: '411122202', subject: officeSubject(TOWNSHIP.code), type: 'office.updated', body: { set: { issuer: '别人' } } })])).toBeNull();
  });

  it('stays whole whatever was written into the record', () => {
    fc.assert(fc.property(fc.dictionary(fc.constantFrom('issuer', 'shortName', 'letterResolved', 'closePhotos', 'textAssign', ...Object.values(FORMAT_FIELDS)), fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null))), (set) => {
      const office = effectiveOffice([{ id: officeSubject(TOWNSHIP.code), scope: TOWNSHIP.code, values: set }], TOWNSHIP);
      expect(office.issuer.trim()).not.toBe('');
      for (const kind of NUMBER_KINDS) expect(parseNumber(fillFormat(office.formats[kind], { shortName: office.shortName, year: 2026, serial: '7' }))).toEqual({ year: 2026, n: 7 });
      for (const module of TEXT_MODULES) expect(parseText(office.texts[module]).ok).toBe(true);
    }));
  });

  it('has four letters in every scheme', () => {
    for (const scheme of Object.values(LETTER_SCHEMES)) expect(new Set(Object.values(scheme)).size).toBe(4);
  });
});

describe('a form of numbers', () => {
  it('ships in a form that it accepts, and reads back', () => {
    for (const kind of NUMBER_KINDS) {
      expect(parseFormat(DEFAULT_FORMATS[kind])).toEqual({ ok: true, value: DEFAULT_FORMATS[kind] });
      expect(parseNumber(fillFormat(DEFAULT_FORMATS[kind], { shortName: '皇帝庙', year: 2026, serial: '17' }))).toEqual({ year: 2026, n: 17 });
    }
    expect(fillFormat(DEFAULT_FORMATS.case, { shortName: '皇帝庙', year: 2026, serial: '17' })).toBe('皇帝庙民〔2026〕17号');
  });

  it.each([['皇人大[{年}]{序}号', '皇人大〔{年}〕{序}号'], [' {乡镇}督（{年}）第{序}号 ', '{乡镇}督〔{年}〕{序}号']])('%s is made the standard\'s', (typed, format) => { expect(parseFormat(typed)).toEqual({ ok: true, value: format }); });

  it.each([['{乡镇}民{序}号', 'ending'], ['{乡镇}民〔{年}〕{序}', 'ending'], ['〔{年}〕{序}号', 'empty'], ['{县}民〔{年}〕{序}号', 'placeholder'], ['{乡镇}〔甲〕〔{年}〕{序}号', 'placeholder'], ['民2〔{年}〕{序}号', 'digits'], [`${'长'.repeat(31)}〔{年}〕{序}号`, 'long']])('%s is refused: %s', (typed, fault) => {
    expect(parseFormat(typed)).toEqual({ ok: false, error: fault });
  });
});

describe('a text', () => {
  it('ships in a form that it accepts', () => {
    for (const module of TEXT_MODULES) expect(parseText(DEFAULT_TEXTS[module])).toEqual({ ok: true, value: DEFAULT_TEXTS[module] });
  });

  it('is filled in, with a line to write on for what is not known yet', () => {
    expect(fillText('请在{时限}前报送{机关}，{不认得的}', { 时限: '5月25日' })).toBe('请在5月25日前报送＿＿＿＿，{不认得的}');
  });

  it('may not name what cannot be filled in', () => {
    const refused = parseText('请找{村支书}');
    expect(refused).toEqual({ ok: false, error: { fault: 'place-unknown', detail: '村支书' } });
    if (!refused.ok) expect(textFaultWords(refused.error)).toContain('村支书');
    expect(parseText('  ')).toMatchObject({ ok: false, error: { fault: 'empty' } });
  });
});
