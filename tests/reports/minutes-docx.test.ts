import JSZip from 'jszip';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import type { Minutes } from '../../shared/documents/activity-minutes.ts';
import { minutesDocument } from '../../renderer/reports/minutes-docx.ts';

const HARD = '<b>粗</b> & "引号" 😀𠮷\n第二行\u0007 =1+1';
const MINUTES: Minutes = {
  organ: '皇帝庙乡人大主席团', title: '“路”民情夜市会议记录', facts: [{ label: '时间', text: '2026年5月18日 19:30' }, { label: '到场代表', text: '县级人大代表：张建国\n（共1人）' }],
  sections: [{ heading: '一、群众反映的诉求（1件）', lines: [], matters: [{ heading: '1．路灯（临-1）', lines: [{ label: '反映', text: HARD }] }] }, { heading: '二、本场合计', matters: [], lines: [{ label: '', text: '登记1件。' }] }],
  signatures: ['主持人（签字）：'],
};

/** The text of each paragraph, read strictly: not well-formed XML throws. */
function paragraphsOf(xml: string): readonly string[] {
  const paragraphs: string[] = [];
  let inText = false;
  const parser = new SaxesParser({ xmlns: true });
  parser.on('opentag', ({ name }) => {
    if (name === 'w:p') paragraphs.push('');
    inText = name === 'w:t';
  });
  parser.on('closetag', ({ name }) => { if (name === 'w:t') inText = false; });
  parser.on('text', (text) => { if (inText) paragraphs.push(`${paragraphs.pop() ?? ''}${text}`); });
  parser.write(xml).close();
  return paragraphs;
}

describe('the minutes as a Word document', () => {
  it('have every line in its order, whatever was said', async () => {
    const zip = await JSZip.loadAsync(await minutesDocument(MINUTES));
    expect(paragraphsOf(await zip.file('word/document.xml')?.async('string') ?? '')).toEqual([
      '皇帝庙乡人大主席团', '“路”民情夜市会议记录', '时间：2026年5月18日 19:30', '到场代表：县级人大代表：张建国', '（共1人）', '一、群众反映的诉求（1件）', '1．路灯（临-1）',
      '反映：<b>粗</b> & "引号" 😀𠮷', '第二行 =1+1', '二、本场合计', '登记1件。', '主持人（签字）：＿＿＿＿＿＿＿＿＿＿＿＿',
    ]);
  });

  it('are set as official papers are, with fonts named for computers that lack these', async () => {
    const zip = await JSZip.loadAsync(await minutesDocument(MINUTES));
    const document = await zip.file('word/document.xml')?.async('string') ?? '';
    const fonts = await zip.file('word/fontTable.xml')?.async('string') ?? '';
    expect(document).toContain('w:eastAsia="方正小标宋简体"');
    expect(document).toContain('w:eastAsia="仿宋"');
    // A4, 3号.
    expect(document).toMatch(/<w:pgSz [^>]*w:w="11906"[^>]*w:h="16838"/);
    expect(document).toContain('<w:sz w:val="32"/>');
    paragraphsOf(fonts);
    expect(fonts).toContain('<w:font w:name="仿宋"><w:altName w:val="FangSong,');
  });

  it('every part that the package names is there and is XML', async () => {
    const zip = await JSZip.loadAsync(await minutesDocument(MINUTES));
    const parts = Object.values(zip.files).filter(({ name, dir }) => !dir && /\.(xml|rels)$/.test(name));
    for (const part of parts) paragraphsOf(await part.async('string'));
    const types = await zip.file('[Content_Types].xml')?.async('string') ?? '';
    const named = [...types.matchAll(/PartName="\/([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(named.filter((name) => zip.file(name) === null)).toEqual([]);
  });
});
