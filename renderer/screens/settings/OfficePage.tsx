/** 单位信息: how the office signs, its letters for answers, and what closing a case asks for. */
import { Input, InputNumber, Radio, Skeleton, Space, Switch } from 'antd';
import { REPLY_CLASSES } from '../../../shared/case/case.ts';
import { REPLY_CLASS_WORDS } from '../../../shared/case/words.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { LETTER_FIELDS, LETTER_SCHEMES, MOST_VISITS, officeSubject, type Letters } from '../../../shared/office/office.ts';
import type { Directory } from '../../store/api.ts';
import { useAnswer } from '../../ui/use-answer.ts';
import { OFFICE_WORDS } from './office-words.ts';
import { SettingRow, SettingText } from './SettingRow.tsx';
import { SettingsCard } from './SettingsCard.tsx';
import { useOfficeSettings } from './use-office-settings.ts';
import { usePlace, type SettingsPlace } from './use-place.tsx';

const anyText = (typed: string): Result<string, string> => ok(typed.trim());
const someText = (typed: string): Result<string, string> => (typed.trim() === '' ? err('不能是空的。要用回原来的，请点“用默认的”。') : ok(typed.trim()));

const LINES = [
  { field: 'issuer', name: '落款全称', hint: '交办单、督办单、回执的落款', parse: someText },
  { field: 'shortName', name: '编号里的简称', hint: '编号中的 {乡镇}', parse: someText },
  { field: 'phone', name: '电话', hint: '群众和单位来问时', parse: anyText },
  { field: 'address', name: '地址', hint: '', parse: anyText },
] as const;

const SCHEME_WORDS: Readonly<Record<keyof typeof LETTER_SCHEMES, string>> = { abc: 'A B C', abcd: 'A B C D', jia_yi_bing: '甲 乙 丙' };

export function OfficePage() {
  const directory = useAnswer((store) => store.directory(), ['directory'], []);
  const place = usePlace('office.updated');
  return directory === undefined ? <Skeleton active /> : <OfficeFields key={place.scope} directory={directory} place={place} />;
}

function OfficeFields({ directory, place }: { readonly directory: Directory; readonly place: SettingsPlace }) {
  const { office, refusal, sourceOf, save, resetOf } = useOfficeSettings(directory, place);
  const letterFields = REPLY_CLASSES.map((kind) => LETTER_FIELDS[kind]);
  const saveLetters = (letters: Letters) => save('答复标注', Object.fromEntries(REPLY_CLASSES.map((kind) => [LETTER_FIELDS[kind], letters[kind]])));
  const scheme = (Object.keys(LETTER_SCHEMES) as (keyof typeof LETTER_SCHEMES)[]).find((one) => REPLY_CLASSES.every((kind) => LETTER_SCHEMES[one][kind] === office.letters[kind]));
  return (
    <SettingsCard title="单位信息" about="改了立刻用在新打印的单子上；已经打印的不变。" place={place} refusal={refusal} history={{ subject: officeSubject(place.scope), words: OFFICE_WORDS }}>
      {LINES.map(({ field, name, hint, parse }) => (
        <SettingRow key={field} name={name} hint={hint} source={sourceOf(field)} onReset={resetOf(name, [field])}>
          <SettingText label={name} value={office[field]} max={field === 'shortName' ? 20 : 100} disabled={!place.mayEdit} parse={parse} onSave={(value) => save(name, { [field]: value === '' ? null : value })} />
        </SettingRow>
      ))}
      <SettingRow name="答复标注" hint="印在答复右上角；全国没有统一规定，照县里的用" source={sourceOf(LETTER_FIELDS.resolved)} onReset={resetOf('答复标注', letterFields)}>
        <Radio.Group
          aria-label="答复标注的办法" disabled={!place.mayEdit} value={scheme} options={Object.entries(SCHEME_WORDS).map(([value, label]) => ({ value, label }))}
          onChange={(event) => { void saveLetters(LETTER_SCHEMES[event.target.value as keyof typeof LETTER_SCHEMES]); }} optionType="button"
        />
        <Space wrap style={{ marginTop: 8 }}>
          {REPLY_CLASSES.map((kind) => (
            <Space.Compact key={kind}>
              <Space.Addon>{REPLY_CLASS_WORDS[kind]}</Space.Addon>
              <LetterBox key={office.letters[kind]} label={REPLY_CLASS_WORDS[kind]} value={office.letters[kind]} disabled={!place.mayEdit} onSave={(letter) => { void save('答复标注', { [LETTER_FIELDS[kind]]: letter }); }} />
            </Space.Compact>
          ))}
        </Space>
      </SettingRow>
      <SettingRow name="销号要有照片" hint="办结没有照片时不让销号" source={sourceOf('closePhotos')} onReset={resetOf('销号要有照片', ['closePhotos'])}>
        <Switch aria-label="销号要有照片" checked={office.closePhotos} disabled={!place.mayEdit} onChange={(on) => { void save('销号要有照片', { closePhotos: on }); }} />
      </SettingRow>
      <SettingRow name="代表每月走访" hint="每位代表每月至少几次；0 为不要求" source={sourceOf('visitsMonthly')} onReset={resetOf('代表每月走访', ['visitsMonthly'])}>
        <InputNumber<number> aria-label="代表每月走访" key={office.visitsMonthly} min={0} max={MOST_VISITS} precision={0} suffix="次" defaultValue={office.visitsMonthly} disabled={!place.mayEdit} onBlur={(event) => { const typed = Number(event.target.value); if (event.target.value !== '' && typed !== office.visitsMonthly) void save('代表每月走访', { visitsMonthly: typed }); }} />
      </SettingRow>
    </SettingsCard>
  );
}

function LetterBox({ label, value, disabled, onSave }: { readonly label: string; readonly value: string; readonly disabled: boolean; readonly onSave: (letter: string) => void }) {
  const commit = (typed: string) => { if (typed.trim() !== '' && typed.trim() !== value) onSave(typed.trim()); };
  return <Input aria-label={`${label}的标注`} defaultValue={value} disabled={disabled} maxLength={6} style={{ width: 76 }} onBlur={(event) => { commit(event.target.value); }} onPressEnter={(event) => { commit(event.currentTarget.value); }} />;
}
