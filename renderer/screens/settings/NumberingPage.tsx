/** 编号格式: how numbers of cases and papers are written, with what the next one will look like. */
import { Skeleton } from 'antd';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { fillFormat, NUMBER_KINDS, parseFormat, type NumberKind } from '../../../shared/office/numbering.ts';
import { FORMAT_FIELDS, officeSubject } from '../../../shared/office/office.ts';
import { FORMAT_FAULT_WORDS, NUMBER_KIND_WORDS } from '../../../shared/office/words.ts';
import type { Directory } from '../../store/api.ts';
import { useAnswer } from '../../ui/use-answer.ts';
import { useToday } from '../../ui/use-today.ts';
import { OFFICE_WORDS } from './office-words.ts';
import { SettingRow, SettingText } from './SettingRow.tsx';
import { SettingsCard } from './SettingsCard.tsx';
import { useOfficeSettings } from './use-office-settings.ts';
import { usePlace, type SettingsPlace } from './use-place.tsx';

/** The serial of the example: the papers of case 17, the second supervision of it. */
const EXAMPLE_SERIAL: Readonly<Record<NumberKind, string>> = { case: '17', assignment: '17', supervision: '17-1', suggestion: '3' };
const HINTS: Readonly<Record<NumberKind, string>> = { case: '由县服务器给出', assignment: '随民情件编号', supervision: '同一件第几次督办在横线后', suggestion: '' };

function parse(typed: string): Result<string, string> {
  const format = parseFormat(typed);
  return format.ok ? ok(format.value) : err(FORMAT_FAULT_WORDS[format.error]);
}

export function NumberingPage() {
  const directory = useAnswer((store) => store.directory(), ['directory'], []);
  const place = usePlace('office.updated');
  return directory === undefined ? <Skeleton active /> : <NumberFields key={place.scope} directory={directory} place={place} />;
}

function NumberFields({ directory, place }: { readonly directory: Directory; readonly place: SettingsPlace }) {
  const { office, refusal, sourceOf, save, resetOf } = useOfficeSettings(directory, place);
  const year = Number(useToday().slice(0, 4));
  return (
    <SettingsCard
      title="编号格式" place={place} refusal={refusal} history={{ subject: officeSubject(place.scope), words: OFFICE_WORDS }}
      about={`改前面的机关代字，{乡镇} 会换成简称“${office.shortName}”。改了以后新给的编号用新格式，顺序号接着排；已有的编号不变。`}
    >
      {NUMBER_KINDS.map((kind) => (
        <SettingRow key={kind} name={NUMBER_KIND_WORDS[kind]} hint={HINTS[kind]} source={sourceOf(FORMAT_FIELDS[kind])} onReset={resetOf(NUMBER_KIND_WORDS[kind], [FORMAT_FIELDS[kind]])}>
          <SettingText
            label={NUMBER_KIND_WORDS[kind]} value={office.formats[kind]} max={60} disabled={!place.mayEdit} parse={parse} onSave={(value) => save(NUMBER_KIND_WORDS[kind], { [FORMAT_FIELDS[kind]]: value })}
            preview={(format) => <>例如 <b data-testid={`preview-${kind}`}>{fillFormat(format, { shortName: office.shortName, year, serial: EXAMPLE_SERIAL[kind] })}</b></>}
          />
        </SettingRow>
      ))}
    </SettingsCard>
  );
}
