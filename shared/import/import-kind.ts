/** What can be imported, as data: the fields of each kind, the headings that offices write above them, and by what a record is known again. */
import { DEPUTY_LEVELS } from '../deputy/deputy.ts';
import type { EntryType } from '../entry-types.ts';
import { STATION_TIER_WORDS, STATION_TIERS } from '../station/station.ts';
import { UNIT_SYSTEM_WORDS, UNIT_SYSTEMS, UNIT_TIER_WORDS, UNIT_TIERS } from '../unit/unit.ts';

export const IMPORT_KINDS = ['station', 'village', 'deputy', 'unit'] as const;
export type ImportKindName = (typeof IMPORT_KINDS)[number];

/** How a cell is read: as it stands, as a telephone number, as one of a list, as names of the directory, or as the township whose record it is. */
export type CellKind = 'text' | 'phone' | 'choice' | 'township' | 'village' | 'villages' | 'deputies' | 'categories';

export interface ImportField {
  readonly name: string;
  readonly label: string;
  readonly cell: CellKind;
  /** Headings that mean this field; the longer ones count first. */
  readonly headings: readonly string[];
  readonly required?: boolean;
  /** Characters, of a text. */
  readonly max?: number;
  /** Of a choice: its values, the words for each (the first is shown), and the value of new records whose cell is empty. */
  readonly choices?: readonly { readonly value: string; readonly words: readonly string[] }[];
  readonly otherwise?: string;
  /** What the form to fill in shows as an example. */
  readonly example: string;
}

export interface ImportKind {
  readonly kind: ImportKindName;
  readonly label: string;
  readonly type: EntryType;
  /** In the order of the template's columns. */
  readonly fields: readonly ImportField[];
  /** The field that numbers records, where there is one: the same number in one place is the same record. */
  readonly number: string | null;
  /** The field that tells two of one name apart. */
  readonly apart: string | null;
  /** Two of one name with a different `apart` are two records (a point in another village), or one that has changed (a deputy's new telephone). */
  readonly apartMeans: 'another' | 'changed';
}

const TOWNSHIP: ImportField = { name: 'scope', label: '乡镇', cell: 'township', headings: ['乡镇', '乡镇街道', '乡镇名称', '所属乡镇', '所在乡镇', '乡', '镇', '街道', '乡（镇）', '镇街', '单位名称', '所属单位'], example: '' };
const phone = (...headings: string[]): ImportField => ({ name: 'phone', label: '电话', cell: 'phone', max: 40, headings: ['电话', '联系电话', '联系方式', '手机', '手机号', '手机号码', '电话号码', '办公电话', ...headings], example: '13800000000' });

export const IMPORT_KIND: Readonly<Record<ImportKindName, ImportKind>> = {
  station: {
    kind: 'station', label: '站点', type: 'station.updated', number: 'no', apart: 'village', apartMeans: 'another',
    fields: [
      { name: 'no', label: '编号', cell: 'text', max: 40, headings: ['编号', '序号', '点位编号', '站点编号', '代码', '号'], example: '1' },
      { name: 'name', label: '名称', cell: 'text', required: true, max: 100, headings: ['名称', '点位名称', '夜市点', '夜市点名称', '民情夜市点', '民情夜市点名称', '站点', '站点名称', '联络站名称', '联系点名称', '联络站', '联系点', '点位', '点名'], example: '皇帝庙村文化广场夜市点' },
      { name: 'tier', label: '类型', cell: 'choice', headings: ['类型', '类别', '层级', '级别', '站点类型', '点位类型', '性质'], otherwise: 'market_point', choices: STATION_TIERS.map((value) => ({ value, words: [STATION_TIER_WORDS[value], ...tierAlso(value)] })), example: '民情夜市点' },
      { ...TOWNSHIP, example: '皇帝庙乡' },
      { name: 'village', label: '所在村', cell: 'village', headings: ['村', '所在村', '村名', '村名称', '所在村名称', '行政村', '村（社区）', '村社区', '社区', '所属村', '所在村居', '村居', '所在社区'], example: '皇帝庙村' },
      { name: 'villages', label: '辐射村', cell: 'villages', headings: ['辐射村', '辐射范围', '覆盖村', '服务村', '联系村', '覆盖范围', '服务范围'], example: '大赵村、小张村' },
      { name: 'address', label: '地址', cell: 'text', max: 200, headings: ['地址', '详细地址', '位置', '地点', '具体位置', '所在位置', '具体地点'], example: '皇帝庙村文化广场' },
      { name: 'head', label: '负责人', cell: 'text', max: 60, headings: ['负责人', '队长', '站长', '点长', '负责人姓名', '队长姓名', '站长姓名', '召集人', '联系人'], example: '张建国' },
      phone('负责人电话', '队长电话', '站长电话'),
      { name: 'deputies', label: '进站代表', cell: 'deputies', headings: ['代表', '进站代表', '驻站代表', '驻点代表', '入站代表', '代表名单', '代表姓名', '人大代表'], example: '张建国、刘秀兰' },
      { name: 'note', label: '备注', cell: 'text', max: 500, headings: ['备注', '说明'], example: '' },
    ],
  },
  village: {
    kind: 'village', label: '村（社区）', type: 'village.updated', number: null, apart: null, apartMeans: 'another',
    fields: [
      { name: 'name', label: '名称', cell: 'text', required: true, max: 60, headings: ['名称', '村', '村名', '村名称', '行政村', '村（社区）', '村社区', '社区', '社区名称', '村居', '村（居）'], example: '皇帝庙村' },
      { ...TOWNSHIP, example: '皇帝庙乡' },
      { name: 'initials', label: '拼音首字母', cell: 'text', max: 20, headings: ['拼音首字母', '首字母', '拼音', '简码', '助记码'], example: 'hdmc' },
    ],
  },
  deputy: {
    kind: 'deputy', label: '代表', type: 'deputy.updated', number: null, apart: 'phone', apartMeans: 'changed',
    fields: [
      { name: 'name', label: '姓名', cell: 'text', required: true, max: 60, headings: ['姓名', '代表姓名', '代表', '名字', '人大代表'], example: '张建国' },
      {
        name: 'level', label: '哪一级', cell: 'choice', headings: ['哪一级', '级别', '层级', '代表级别', '代表层级', '代表类别', '几级代表'], otherwise: 'township', example: '乡镇代表',
        choices: DEPUTY_LEVELS.map((value) => ({ value, words: { national: ['全国代表', '全国', '全国人大代表'], provincial: ['省代表', '省', '省级', '省人大代表'], municipal: ['市代表', '市', '市级', '市人大代表'], county: ['县代表', '县', '县级', '区', '区级', '县人大代表', '区人大代表', '区代表'], township: ['乡镇代表', '乡镇', '乡', '镇', '乡级', '镇级', '乡镇级', '乡镇人大代表', '乡代表', '镇代表', '乡人大代表', '镇人大代表'] }[value] })),
      },
      { ...TOWNSHIP, example: '皇帝庙乡' },
      { name: 'constituency', label: '选区', cell: 'text', max: 100, headings: ['选区', '所在选区', '选区名称', '选举单位', '代表团', '所属选区'], example: '皇帝庙村选区' },
      phone(),
    ],
  },
  unit: {
    kind: 'unit', label: '承办单位', type: 'unit.updated', number: null, apart: null, apartMeans: 'another',
    fields: [
      { name: 'name', label: '名称', cell: 'text', required: true, max: 100, headings: ['名称', '单位', '单位名称', '单位全称', '部门', '部门名称', '承办单位', '机构名称'], example: '皇帝庙乡农业服务中心' },
      { name: 'tier', label: '哪一级', cell: 'choice', headings: ['哪一级', '级别', '层级', '单位级别', '单位层级'], choices: UNIT_TIERS.map((value) => ({ value, words: [UNIT_TIER_WORDS[value], ...{ county: ['县', '县级', '县直', '县直单位'], township: ['乡镇', '乡', '镇', '乡级', '乡镇级', '站所', '乡镇单位'], village: ['村', '村级', '社区', '村社区'] }[value]] })), otherwise: 'township', example: '乡镇站所' },
      { ...TOWNSHIP, headings: TOWNSHIP.headings.filter((heading) => !heading.includes('单位')), example: '皇帝庙乡' },
      { name: 'system', label: '系统', cell: 'choice', headings: ['系统', '单位系统', '性质', '单位性质'], choices: UNIT_SYSTEMS.map((value) => ({ value, words: [UNIT_SYSTEM_WORDS[value], ...{ npc: ['人大'], government: ['行政', '政府'], supervision_judicial: ['监察', '法院', '检察院', '司法'], other: ['其他', '企业', '事业', '村委'] }[value]] })), otherwise: 'government', example: '行政机关' },
      { name: 'categories', label: '常办类别', cell: 'categories', headings: ['常办类别', '类别', '办理类别', '职责'], example: '农业农村' },
      { name: 'leader', label: '主要负责人', cell: 'text', max: 60, headings: ['主要负责人', '负责人', '单位负责人', '领导', '主要领导'], example: '' },
      { name: 'contact', label: '联系人', cell: 'text', max: 60, headings: ['联系人', '联络人', '联络员', '经办人'], example: '陶主任' },
      phone('联系人电话'),
    ],
  },
};

function tierAlso(value: (typeof STATION_TIERS)[number]): readonly string[] {
  return {
    home: ['家', '人大代表之家'], station: ['联络站', '站', '人大代表联络站'], contact_point: ['联系点', '点', '代表联络点', '接待点'], market_point: ['夜市点', '民情夜市', '夜市'],
    legislative_contact_point: ['立法联系点'], enterprise_point: ['产业链联络点', '企业'], other: ['其它'],
  }[value];
}
