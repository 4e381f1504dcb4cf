/** What a typed text finds in one record, and how good each match is. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseQuery, type TextQuery } from '../../renderer/store/search-query.ts';
import { createReadings, NO_READINGS } from '../../renderer/store/search-readings.ts';
import { foldText, searchTextOf, type SearchLines } from '../../renderer/store/search-text.ts';

const readings = createReadings();
beforeAll(() => readings.load());

const RECORD: SearchLines = {
  number: '皇帝庙民〔2026〕17号', receipt: '临-ab12-3', order: '皇帝庙交〔2026〕5号', title: '村东头道路损坏', person: '单小明', place: '学校门口 道路交通', phone: '13812345678',
  words: '村东头的路坑洼不平，下雨天孩子上学不方便。\n重庆路口的灯也坏了，WiFi没有。',
};
const query = (typed: string): TextQuery => parseQuery(typed, readings) as TextQuery;
const score = (typed: string, lines: SearchLines = RECORD): number => query(typed).score(searchTextOf(lines));
const line = (typed: string): string => query(typed).lines(searchTextOf(RECORD)).join(' ');

describe('what is found', () => {
  it.each([
    ['characters', '路坑', 'words'], ['whole pinyin', 'daolu', 'title'], ['initials', 'dlsh', 'title'], ['a last syllable half typed', 'daol', 'title'], ['characters and pinyin mixed', '道lu', 'title'],
    ['pinyin as an input method splits it', "dao'lu", 'title'], ['capitals and wide letters', 'ＷＩＦＩ', 'words'], ['a surname in its own reading', 'shanxm', 'person'], ['a surname in its usual reading', 'danxiaoming', 'person'],
    ['each reading of a character', 'zhongqing', 'words'], ['the other reading', 'chongqing', 'words'], ['the end of a telephone number', '5678', 'phone'], ['its beginning', '1381', 'phone'], ['the receipt', '临-ab12-3', 'receipt'],
    ['a paper', '皇帝庙交〔2026〕5', 'order'], ['a category', 'jiaotong', 'place'],
  ])('%s: %s', (_, typed, where) => {
    expect(score(typed)).toBeGreaterThanOrEqual(0);
    expect(line(typed)).toBe(where);
  });

  it.each(['17', '17号', '2026-17', '2026年17号', '[2026]17', '【2026】17号', '〔２０２６〕17号'])('the number as %s, before everything else', (typed) => {
    expect(score(typed)).toBeGreaterThan(score('村东头 道路 单小明 学校 5678'));
    expect(query(typed).marks('皇帝庙民〔2026〕17号')).toEqual([[10, 12]]);
  });

  it('does not take a part of a number for the number', () => {
    expect(score('7')).toBeLessThan(score('17'));
    expect(score('17', { ...RECORD, number: '皇帝庙民〔2026〕117号', receipt: '' })).toBeLessThan(score('17'));
    expect(score('2025-17')).toBe(-1);
    expect(score('17', { title: '桥', words: '见〔2026〕17号' })).toBeLessThan(100);
  });

  it('wants all words, in any order', () => {
    expect(score('损坏 村东头 单')).toBeGreaterThan(0);
    expect(score('损坏 sxm 17')).toBeGreaterThan(0);
    expect(score('损坏 路灯杆')).toBe(-1);
  });

  it('never joins two lines, nor two fields', () => {
    expect(score('坏单')).toBe(-1);
    expect(score('huaishan')).toBe(-1);
    expect(score('bfbcq')).toBe(-1);
  });

  it('asks whole syllables of long texts: any two initials are in them somewhere', () => {
    expect(score('kengwa')).toBeGreaterThan(0);
    expect(score('kw')).toBe(-1);
    expect(score('keng')).toBe(-1);
  });

  it('takes 颖 for 颍', () => {
    expect(score('临颖', { title: '临颍县供电' })).toBe(score('临颍', { title: '临颍县供电' }));
  });

  it('asks nothing of an empty text', () => {
    expect(parseQuery('', readings)).toBeNull();
    expect(parseQuery(' 　\n', readings)).toBeNull();
  });

  it('finds characters while the readings are not there', () => {
    const plain = (typed: string) => parseQuery(typed, NO_READINGS)?.score(searchTextOf(RECORD));
    expect([plain('道路'), plain('wifi'), plain('daolu')]).toEqual([expect.any(Number), expect.any(Number), -1]);
    expect(plain('wifi')).toBeGreaterThan(0);
  });
});

describe('which is better', () => {
  it('exact number, then title, then names, then words, then sound', () => {
    const order: SearchLines[] = [{ number: '民〔2026〕8号' }, { title: '8组的路' }, { person: '8组长' }, { words: '在8组' }];
    const scores = order.map((lines) => score('8', lines));
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(new Set(scores).size).toBe(4);
    expect(score('路灯', { words: '路灯' })).toBeGreaterThan(score('ludeng', { title: '路灯' }));
  });
  it('what begins with it, and what is nothing else, before what contains it', () => {
    expect(score('zhang', { title: '张村' })).toBeGreaterThan(score('zhang', { title: '小张村' }));
    expect(score('张村', { title: '张村' })).toBeGreaterThan(score('张村', { title: '张村桥' }));
  });
});

describe('what is marked', () => {
  it('the stretches that match, joined', () => {
    expect(query('ld 损坏').marks('路灯损坏和路灯')).toEqual([[0, 4], [5, 7]]);
    expect(query('sh').marks('上学损坏', true)).toEqual([]);
    expect(query('shangx').marks('孩子上学', true)).toEqual([[2, 4]]);
    expect(query('gongdian').marks('供水供暖供电')).toEqual([[4, 6]]);
    expect(query('zhcun').marks('大张村')).toEqual([[1, 3]]);
  });
  it('always lies in the text, in order', () => {
    const texts = fc.string({ unit: fc.constantFrom('道', '路', '灯', 'd', 'l', '1', '7', '〔', '号', ' ', '𠮷'), maxLength: 30 });
    fc.assert(fc.property(texts, texts, (typed, text) => {
      const marks = parseQuery(typed, readings)?.marks(text) ?? [];
      expect(marks.every(([from, to], index) => from < to && to <= text.length && from > (marks[index - 1]?.[1] ?? -1))).toBe(true);
    }));
  });
});

describe('the walk along a text', () => {
  it('finds a text by any of its stretches, in characters, in pinyin and in initials', () => {
    const texts = fc.string({ unit: fc.constantFrom('道', '路', '重', '单', '女', '行', '灯', '坏', '绿', '学'), minLength: 2, maxLength: 12 });
    const cut = fc.tuple(texts, fc.nat(), fc.nat(), fc.array(fc.nat(), { minLength: 12, maxLength: 12 }));
    fc.assert(fc.property(cut, ([text, a, b, picks]) => {
      const from = a % (text.length - 1);
      const stretch = [...text.slice(from, from + 2 + (b % 3))];
      const said = stretch.map((character, index) => { const all = readings.of(character); return all[(picks[index] ?? 0) % all.length] ?? character; });
      for (const typed of [stretch.join(''), said.join(''), said.map((one) => one[0]).join(''), `${stretch[0] ?? ''}${said.slice(1).join('')}`]) {
        expect(score(typed, { title: text }), `${typed} in ${text}`).toBeGreaterThanOrEqual(0);
      }
      expect(score(said.join(''), { words: text }), `${said.join('')} in words`).toBeGreaterThanOrEqual(0);
    }));
  });
  it('finds nothing in a text of other sounds', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('道', '路', '灯'), maxLength: 20 }), fc.string({ unit: fc.constantFrom('k', 'q', 'x', 'z'), minLength: 1, maxLength: 5 }), (text, typed) => {
      expect(score(typed, { title: text, words: text })).toBe(-1);
    }));
  });
  it('keeps the length of a text when it is folded', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => { expect(foldText(text)).toHaveLength(text.length); }));
  });
});
