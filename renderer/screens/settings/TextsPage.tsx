/** 格式文本: what forms and papers begin with, and how it reads once it is filled in. */
import { Skeleton } from 'antd';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { officeSubject, TEXT_FIELDS } from '../../../shared/office/office.ts';
import { fillText, parseText, TEXT_MODULES, TEXT_PLACES, type TextModule } from '../../../shared/office/texts.ts';
import { TEXT_MODULE_WORDS, textFaultWords } from '../../../shared/office/words.ts';
import type { Directory } from '../../store/api.ts';
import { useAnswer } from '../../ui/use-answer.ts';
import { OFFICE_WORDS } from './office-words.ts';
import { SettingRow, SettingText } from './SettingRow.tsx';
import { SettingsCard } from './SettingsCard.tsx';
import { useOfficeSettings } from './use-office-settings.ts';
import { usePlace, type SettingsPlace } from './use-place.tsx';

const HINTS: Readonly<Record<TextModule, string>> = { assign: '交办时填在办理要求里，可再改', supervise: '督办时填在整改要求里，可再改', relay: '打电话、发短信时照着说', decline: '告知群众时照着说', receipt: '印在群众拿走的回执上' };

function parse(typed: string): Result<string, string> {
  const text = parseText(typed);
  return text.ok ? ok(text.value) : err(textFaultWords(text.error));
}

export function TextsPage() {
  const directory = useAnswer((store) => store.directory(), ['directory'], []);
  const place = usePlace('office.updated');
  return directory === undefined ? <Skeleton active /> : <TextFields key={place.scope} directory={directory} place={place} />;
}

function TextFields({ directory, place }: { readonly directory: Directory; readonly place: SettingsPlace }) {
  const { office, refusal, sourceOf, save, resetOf } = useOfficeSettings(directory, place);
  const sample = {
    件号: `${office.shortName}民〔2026〕17号`, 标题: '村东头路灯不亮', 时限: '5月25日', 承办单位: directory.units.find((unit) => unit.active)?.name ?? '承办单位', 原因: '已进入诉讼程序', 机关: office.issuer, 电话: office.phone,
  };
  return (
    <SettingsCard title="格式文本" about="花括号里的会换成这一件的内容；点下面的词可以插进光标处。写完离开输入框或按 Ctrl+Enter 保存。" place={place} refusal={refusal} history={{ subject: officeSubject(place.scope), words: OFFICE_WORDS }}>
      {TEXT_MODULES.map((module) => (
        <SettingRow key={module} name={TEXT_MODULE_WORDS[module]} hint={HINTS[module]} source={sourceOf(TEXT_FIELDS[module])} onReset={resetOf(TEXT_MODULE_WORDS[module], [TEXT_FIELDS[module]])}>
          <SettingText
            label={TEXT_MODULE_WORDS[module]} value={office.texts[module]} max={1000} lines={2} disabled={!place.mayEdit} parse={parse} pieces={TEXT_PLACES.map((one) => `{${one}}`)}
            onSave={(value) => save(TEXT_MODULE_WORDS[module], { [TEXT_FIELDS[module]]: value })} preview={(text) => <>读出来：{fillText(text, sample)}</>}
          />
        </SettingRow>
      ))}
    </SettingsCard>
  );
}
