/**
 * The minutes as a Word document, to be signed and filed: A4 with the margins and type sizes of GB/T 9704 (title 2号小标宋, headings 3号黑体, text 3号仿宋, 28
 * points a line), page numbers at the foot. Fonts that a computer lacks have others named in their place, so that Word and WPS do not fall back to a Latin one.
 */
import type { Paragraph as DocxParagraph } from 'docx';
import type { Minutes, MinutesLine, MinutesMatter } from '../../shared/documents/activity-minutes.ts';

const TITLE = '方正小标宋简体';
const HEADING = '黑体';
const SUBHEADING = '楷体';
const TEXT = '仿宋';
/** Half points: 2号 is 22 pt, 3号 16 pt, 4号 14 pt. */
const [SIZE_2, SIZE_3, SIZE_4] = [44, 32, 28];
/** Twentieths of a point. */
const LINE = 28 * 20;
const TWO_CHARACTERS = 2 * 16 * 20;
const MM = 1440 / 25.4;
const PAGE = { width: Math.round(210 * MM), height: Math.round(297 * MM) };
const MARGIN = { top: Math.round(37 * MM), bottom: Math.round(35 * MM), left: Math.round(28 * MM), right: Math.round(26 * MM) };

/** What stands in for a font that is not there, and of which family it is. */
const FONT_TABLE = [
  { name: TITLE, others: '小标宋体,方正小标宋_GBK,STZhongsong,华文中宋,SimSun,宋体', family: 'roman' }, { name: TEXT, others: 'FangSong,仿宋_GB2312,FangSong_GB2312,华文仿宋,STFangsong', family: 'modern' },
  { name: HEADING, others: 'SimHei,Microsoft YaHei,微软雅黑', family: 'modern' }, { name: SUBHEADING, others: 'KaiTi,楷体_GB2312,KaiTi_GB2312,华文楷体,STKaiti', family: 'modern' },
] as const;

/** The document's bytes. */
export async function minutesDocument(minutes: Minutes): Promise<Uint8Array> {
  // Some hundred kilobytes that are needed only here.
  const docx = await import('docx');
  const { AlignmentType, Document, Footer, Packer, PageNumber, Paragraph, TextRun } = docx;
  const run = (text: string, font: string, { size = SIZE_3, bold = false } = {}) => [new TextRun({ text: plain(text), font: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: font }, size, bold })];
  const indent = { firstLine: TWO_CHARACTERS };
  const spacing = { line: LINE, lineRule: 'exact' as const };
  // A line a paragraph: a line break inside a justified one would stretch the line before it.
  const labelled = ({ label, text }: MinutesLine): DocxParagraph[] => text.split(/\r?\n/).map((part, index) => new Paragraph({ spacing, indent, alignment: AlignmentType.BOTH, children: [...(label === '' || index > 0 ? [] : run(`${label}：`, SUBHEADING, { bold: true })), ...run(part, TEXT)] }));
  const matter = ({ heading, lines }: MinutesMatter): DocxParagraph[] => [new Paragraph({ spacing, indent, keepNext: true, children: run(heading, SUBHEADING, { bold: true }) }), ...lines.flatMap(labelled)];
  const body = [
    new Paragraph({ alignment: AlignmentType.CENTER, spacing: { line: LINE, lineRule: 'exact' }, children: run(minutes.organ, TEXT) }),
    new Paragraph({ heading: docx.HeadingLevel.TITLE, alignment: AlignmentType.CENTER, spacing: { line: 36 * 20, lineRule: 'atLeast', before: 200, after: 320 }, children: run(minutes.title, TITLE, { size: SIZE_2 }) }),
    ...minutes.facts.flatMap(labelled),
    ...minutes.sections.flatMap(({ heading, matters, lines }) => [
      new Paragraph({ heading: docx.HeadingLevel.HEADING_1, spacing, indent, keepNext: true, children: run(heading, HEADING) }),
      ...lines.flatMap(labelled), ...matters.flatMap(matter),
    ]),
    ...minutes.signatures.map((text, index) => new Paragraph({ spacing: { ...spacing, ...(index === 0 ? { before: LINE } : {}) }, indent, keepLines: true, keepNext: index < minutes.signatures.length - 1, children: run(`${text}＿＿＿＿＿＿＿＿＿＿＿＿`, TEXT) })),
  ];
  const footer = new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: { ascii: 'SimSun', hAnsi: 'SimSun', eastAsia: '宋体' }, size: SIZE_4 })] })] });
  const document = new Document({
    creator: '民情簿', title: minutes.title, description: minutes.organ,
    styles: { default: { document: { run: { font: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: TEXT }, size: SIZE_3, language: { value: 'en-US', eastAsia: 'zh-CN' } } }, title: { run: { color: '000000' } }, heading1: { run: { color: '000000' } } } },
    sections: [{ properties: { page: { size: PAGE, margin: MARGIN } }, footers: { default: footer }, children: body }],
  });
  const blob = await Packer.pack(document, 'uint8array', undefined, [{ path: 'word/fontTable.xml', data: fontTable() }]);
  return blob;
}

/** Characters that XML does not allow are left out. */
function plain(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is removed
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
}

function fontTable(): string {
  const fonts = FONT_TABLE.map(({ name, others, family }) => `<w:font w:name="${name}"><w:altName w:val="${others}"/><w:charset w:val="86"/><w:family w:val="${family}"/><w:pitch w:val="variable"/></w:font>`);
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts.join('')}</w:fonts>`;
}
