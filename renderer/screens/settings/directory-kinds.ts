/** 名录: the three plain records that screens choose from, each as a row of this table: its words, fields and entry type. */
import type { EntryType } from '../../../shared/entry-types.ts';
import { CATEGORIES } from '../../../shared/case/words.ts';
import { DEPUTY_LEVELS, type DeputyLevel } from '../../../shared/deputy/deputy.ts';
import type { Directory } from '../../store/api.ts';

export type RecordKind = 'village' | 'deputy' | 'unit';
/** Any record of the directory, as the table and the form see it: values by field name. */
export interface DirectoryRecord { readonly id: string; readonly scope: string; readonly name: string; readonly active: boolean; readonly [field: string]: unknown }

export interface FieldKind {
  readonly name: string;
  readonly label: string;
  readonly input: 'text' | 'choice' | 'choices';
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly required?: boolean;
  readonly hint?: string;
  readonly max?: number;
}

export interface KindWords {
  readonly label: string;
  readonly type: EntryType;
  readonly fields: readonly FieldKind[];
  readonly records: (directory: Directory) => readonly DirectoryRecord[];
}

const DEPUTY_LEVEL_WORDS: Readonly<Record<DeputyLevel, string>> = { national: '全国代表', provincial: '省代表', municipal: '市代表', county: '县代表', township: '乡镇代表' };
const TIERS = [{ value: 'county', label: '县直部门' }, { value: 'township', label: '乡镇站所和村' }];

export const DIRECTORY_KINDS: Readonly<Record<RecordKind, KindWords>> = {
  village: {
    label: '村（社区）', type: 'village.updated', records: (directory) => directory.villages.map((one) => ({ ...one })),
    fields: [
      { name: 'name', label: '名称', input: 'text', required: true, max: 60 },
      { name: 'initials', label: '拼音首字母', input: 'text', hint: '登记时敲这几个字母就能选到，例如皇帝庙村填 hdmc', max: 20 },
    ],
  },
  deputy: {
    label: '代表', type: 'deputy.updated', records: (directory) => directory.deputies.map((one) => ({ ...one })),
    fields: [
      { name: 'name', label: '姓名', input: 'text', required: true, max: 60 },
      { name: 'level', label: '哪一级', input: 'choice', options: DEPUTY_LEVELS.map((level) => ({ value: level, label: DEPUTY_LEVEL_WORDS[level] })), required: true },
      { name: 'constituency', label: '选区', input: 'text', max: 100 },
      { name: 'phone', label: '电话', input: 'text', max: 40 },
    ],
  },
  unit: {
    label: '承办单位', type: 'unit.updated', records: (directory) => directory.units.map((one) => ({ ...one })),
    fields: [
      { name: 'name', label: '名称', input: 'text', required: true, max: 100 },
      { name: 'tier', label: '属于', input: 'choice', options: TIERS, required: true },
      { name: 'categories', label: '常办类别', input: 'choices', options: CATEGORIES.map((one) => ({ value: one, label: one })), hint: '交办时按这个推荐单位' },
      { name: 'contact', label: '联系人', input: 'text', max: 60 },
      { name: 'phone', label: '电话', input: 'text', max: 40 },
    ],
  },
};

export const RECORD_KINDS = Object.keys(DIRECTORY_KINDS) as RecordKind[];
