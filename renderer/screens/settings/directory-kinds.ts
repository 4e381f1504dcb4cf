/** 名录: the plain records that screens choose from, each as a row of this table: its words, fields and entry type. */
import { CATEGORY_GROUP_WORDS, CATEGORY_GROUPS } from '../../../shared/case/words.ts';
import { DEPUTY_LEVELS, type DeputyLevel } from '../../../shared/deputy/deputy.ts';
import { UNIT_SYSTEM_WORDS, UNIT_SYSTEMS, UNIT_TIER_WORDS, UNIT_TIERS } from '../../../shared/unit/unit.ts';
import { byName, optionsOf, type KindWords, type RecordWords } from '../../ui/records/record-words.ts';

export type RecordKind = 'village' | 'deputy' | 'unit' | 'campaign';

const DEPUTY_LEVEL_WORDS: Readonly<Record<DeputyLevel, string>> = { national: '全国代表', provincial: '省代表', municipal: '市代表', county: '县代表', township: '乡镇代表' };

export const DIRECTORY_KINDS: Readonly<Record<RecordKind, KindWords>> = {
  village: {
    label: '村（社区）', type: 'village.updated', aggregate: 'village', imports: 'village', records: (directory) => directory.villages.map((one) => ({ ...one })).sort(byName),
    fields: [
      { name: 'name', label: '名称', input: 'text', required: true, max: 60 },
      { name: 'initials', label: '拼音首字母', input: 'text', hint: '登记时敲这几个字母就能选到，例如皇帝庙村填 hdmc', max: 20 },
    ],
  },
  deputy: {
    label: '代表', type: 'deputy.updated', filter: 'level', aggregate: 'deputy', imports: 'deputy', records: (directory) => directory.deputies.map((one) => ({ ...one })).sort(byName),
    fields: [
      { name: 'name', label: '姓名', input: 'text', required: true, max: 60 },
      { name: 'level', label: '哪一级', input: 'choice', options: optionsOf(DEPUTY_LEVELS, DEPUTY_LEVEL_WORDS), required: true },
      { name: 'constituency', label: '选区', input: 'text', max: 100 },
      { name: 'phone', label: '电话', input: 'text', max: 40 },
    ],
  },
  unit: {
    label: '承办单位', type: 'unit.updated', filter: 'tier', aggregate: 'unit', imports: 'unit', records: (directory) => directory.units.map((one) => ({ ...one })).sort(byName),
    fields: [
      { name: 'name', label: '名称', input: 'text', required: true, max: 100 },
      { name: 'tier', label: '哪一级', input: 'choice', options: optionsOf(UNIT_TIERS, UNIT_TIER_WORDS), required: true },
      { name: 'system', label: '系统', input: 'choice', options: optionsOf(UNIT_SYSTEMS, UNIT_SYSTEM_WORDS), unlisted: true, hint: '人大、行政、监察审判检察、其他机关组织分别办理' },
      { name: 'categories', label: '常办类别', input: 'choices', options: ({ categories }) => categories.filter((one) => one.active).map(({ name }) => ({ value: name, label: name })), hint: '交办时按这个推荐单位' },
      { name: 'leader', label: '主要负责人', input: 'text', max: 60, unlisted: true },
      { name: 'contact', label: '联系人', input: 'text', max: 60 },
      { name: 'phone', label: '电话', input: 'text', max: 40 },
    ],
  },
  campaign: {
    label: '主题活动', type: 'campaign.updated', aggregate: 'campaign', imports: null, records: (directory) => directory.campaigns.map((one) => ({ ...one })).sort((a, b) => Number(b.active) - Number(a.active) || b.startOn.localeCompare(a.startOn)),
    fields: [
      { name: 'name', label: '名称', input: 'text', required: true, max: 100, hint: '例如“人大代表在行动”主题活动' },
      { name: 'startOn', label: '开始日期', input: 'date' },
      { name: 'endOn', label: '结束日期', input: 'date', hint: '还没有定的先空着' },
    ],
  },
};

/** 诉求类别 as a record: changed in the place whose list is looked at. */
export const CATEGORY_WORDS: RecordWords = {
  label: '类别', type: 'category.updated',
  fields: [
    { name: 'name', label: '名称', input: 'text', required: true, max: 20, hint: '改名以后，以前登记的件还叫原来的名字' },
    { name: 'group', label: '夜市三类', input: 'choice', options: optionsOf(CATEGORY_GROUPS, CATEGORY_GROUP_WORDS), required: true },
    { name: 'units', label: '常办单位', input: 'choices', options: ({ units }) => units.filter((one) => one.active).map(({ id, name }) => ({ value: id, label: name })), hint: '交办时按先后推荐' },
    { name: 'words', label: '提示词', input: 'words', hint: '群众的话里有这些词，就建议这个类别。输入一个词按回车' },
    { name: 'initials', label: '拼音首字母', input: 'text', max: 20 },
  ],
};
