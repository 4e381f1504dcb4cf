/** The columns of a paper sheet (F01, F02, F03 as offices draw them), and under which headings they come from a spreadsheet. */

export const COLUMNS = ['village', 'name', 'phone', 'words', 'category', 'level', 'matter', 'answer', 'at'] as const;
export type Column = (typeof COLUMNS)[number];

export interface ColumnSpec {
  readonly label: string;
  /** What the headings of spreadsheets say for it, besides the label. */
  readonly headings: readonly string[];
}

export const COLUMN_SPECS: Readonly<Record<Column, ColumnSpec>> = {
  village: { label: '村', headings: ['村组', '所在村', '所在村组', '村名', '村社区', '行政村', '社区', '住址', '住址选区', '选区', '地点'] },
  name: { label: '反映人', headings: ['姓名', '反映人姓名', '选民姓名', '群众姓名', '选民', '群众', '称呼', '来访人'] },
  phone: { label: '电话', headings: ['联系电话', '电话号码', '手机', '手机号', '手机号码', '联系方式'] },
  words: { label: '说了什么', headings: ['反映的问题和意见', '反映问题', '反映的问题', '反映内容', '反映事项', '事由', '内容', '诉求', '诉求内容', '问题', '原话', '原话记录', '主要内容', '意见建议', '群众诉求'] },
  category: { label: '类别', headings: ['诉求类别', '问题类别', '分类', '事项类别'] },
  level: { label: '级别', headings: ['大小事', '等级', '诉求级别'] },
  matter: { label: '是什么事', headings: ['性质', '类型', '事项', '事项类型'] },
  answer: { label: '现场答复', headings: ['当场答复', '答复', '答复情况', '现场答复情况', '当场答复情况', '当场解释答复情况', '解答情况', '答复内容'] },
  at: { label: '时间', headings: ['受理时间', '登记时间', '接待时间', '反映时间'] },
};

const BY_HEADING: ReadonlyMap<string, Column> = new Map(COLUMNS.flatMap((column) => [COLUMN_SPECS[column].label, ...COLUMN_SPECS[column].headings].map((heading) => [heading, column] as const)));

/** The column that a heading means; null when none. Blanks, brackets and signs in it say nothing: `村（社区）`, `联系 电话*`. */
export function columnHeaded(heading: string): Column | null {
  return BY_HEADING.get(heading.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')) ?? null;
}
