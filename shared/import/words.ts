/** One sentence for everything that can be said of a row or of a file: what it is and what to do. A code without a sentence does not compile. */

/** Why a row cannot be taken over as it stands. */
export const ROW_FAULTS = ['name-missing', 'too-long', 'phone-unreadable', 'choice-unknown', 'township-unknown', 'township-not-yours', 'number-twice', 'name-twice', 'two-records'] as const;
export type RowFault = (typeof ROW_FAULTS)[number];
/** What one should know of a row that is taken over. */
export const ROW_REMARKS = ['village-new', 'village-left-out', 'village-elsewhere', 'deputy-unknown', 'deputy-twice', 'category-unknown', 'renamed', 'namesake', 'revived'] as const;
export type RowRemark = (typeof ROW_REMARKS)[number];

/** Why a file is not read. */
export const FILE_FAULTS = ['empty', 'too-big', 'too-many-rows', 'old-excel', 'locked', 'web-page', 'not-a-table', 'broken', 'encoding'] as const;
export type FileFault = (typeof FILE_FAULTS)[number];

/** A row's fault or remark: on which field, and what it is about. */
export interface RowNote<C extends string = RowFault | RowRemark> { readonly field: string; readonly code: C; readonly detail: string }

const ROW_TEXT: Readonly<Record<RowFault | RowRemark, string>> = {
  'name-missing': '没有写名称。请补上，或跳过这一行。',
  'too-long': '写得太长（最多 {detail} 字）。请改短。',
  'phone-unreadable': '“{detail}”不像电话号码。请改正或清空。',
  'choice-unknown': '不认识“{detail}”。请改成列出的一种，或清空。',
  'township-unknown': '不认识乡镇“{detail}”，或者它不归您登记。请改正，或跳过这一行。',
  'township-not-yours': '“{detail}”不归您登记。请跳过，或请那里的秘书、县里导入。',
  'number-twice': '编号和第 {detail} 行重复。请改一个，或跳过这一行。',
  'name-twice': '和第 {detail} 行是同一个。请跳过其中一行。',
  'two-records': '编号是“{detail}”的，名称却是另一个的。请改编号或名称。',
  'village-new': '名录里没有“{detail}”，将新建这个村。',
  'village-left-out': '名录里没有“{detail}”，村先空着。',
  'village-elsewhere': '没有写乡镇，按“{detail}”认定。',
  'deputy-unknown': '名录里没有代表“{detail}”，先不填。',
  'deputy-twice': '名录里不止一位“{detail}”，先不填，导入后请手工选。',
  'category-unknown': '没有“{detail}”这个类别，先不填。',
  renamed: '这个编号现在叫“{detail}”，将改名。',
  namesake: '名录里已有同名的，电话是 {detail}，将改电话。不是同一个人的，请跳过后手工添加。',
  revived: '名录里已停用，将恢复使用。',
};

const FILE_TEXT: Readonly<Record<FileFault, string>> = {
  empty: '文件里没有内容。请确认选对了文件。',
  'too-big': '文件超过 20 MB，或者展开以后太大。请只留要导入的那张表，另存一份再导入。',
  'too-many-rows': '超过 5000 行，一次导不了这么多。请分成几个文件，一个一个导入。',
  'old-excel': '这是老格式的表格（.xls、.et）。请在 WPS 或 Excel 里另存为 .xlsx 再导入；也可以选中表格复制，在这里粘贴。',
  locked: '文件加了打开密码。请在 WPS 或 Excel 里打开，去掉密码另存一份再导入；也可以复制后在这里粘贴。',
  'web-page': '这其实是网页文件，只是名字像表格。请用 WPS 或 Excel 打开，另存为 .xlsx 再导入；也可以复制后在这里粘贴。',
  'not-a-table': '这不是表格文件。请选 .xlsx 或 .csv，也可以把表格复制后在这里粘贴。',
  broken: '文件已损坏，打不开。请在 WPS 或 Excel 里重新另存一份再导入。',
  encoding: '看不懂文件里的文字编码。请在 WPS 或 Excel 里另存为 .xlsx 再导入。',
};

/** The sentence for one note of a row. */
export function rowNoteText({ code, detail }: RowNote): string {
  return ROW_TEXT[code].replace('{detail}', () => detail);
}

/** The sentence for a file that is not read. */
export function fileFaultText(fault: FileFault): string {
  return FILE_TEXT[fault];
}
