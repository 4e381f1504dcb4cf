/** The names of an office's fields, for the history of its record. */
import { REPLY_CLASSES } from '../../../shared/case/case.ts';
import { REPLY_CLASS_WORDS } from '../../../shared/case/words.ts';
import { NUMBER_KINDS } from '../../../shared/office/numbering.ts';
import { FORMAT_FIELDS, LETTER_FIELDS, TEXT_FIELDS } from '../../../shared/office/office.ts';
import { TEXT_MODULES } from '../../../shared/office/texts.ts';
import { NUMBER_KIND_WORDS, TEXT_MODULE_WORDS } from '../../../shared/office/words.ts';
import type { FieldWords } from '../../ui/records/RecordHistory.tsx';

const NAMES: Readonly<Record<string, string>> = {
  issuer: '落款全称', shortName: '编号里的简称', phone: '电话', address: '地址', closePhotos: '销号要有照片', visitsMonthly: '代表每月走访',
  ...Object.fromEntries(NUMBER_KINDS.map((kind) => [FORMAT_FIELDS[kind], NUMBER_KIND_WORDS[kind]])),
  ...Object.fromEntries(TEXT_MODULES.map((module) => [TEXT_FIELDS[module], TEXT_MODULE_WORDS[module]])),
  ...Object.fromEntries(REPLY_CLASSES.map((kind) => [LETTER_FIELDS[kind], `答复标注：${REPLY_CLASS_WORDS[kind]}`])),
};

export const OFFICE_WORDS: FieldWords = {
  name: (field) => NAMES[field] ?? field,
  value: (_, value) => (typeof value === 'boolean' ? (value ? '是' : '否') : String(value)),
};
