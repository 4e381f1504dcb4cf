/** 纠纷: who with whom, of which kind, who helped, and whether they came to terms (F16). */
import { AutoComplete, Input, Radio } from 'antd';
import { memo } from 'react';
import { MEDIATION_RESULT_WORDS } from '../../../../shared/case/words.ts';
import { DISPUTE_KINDS, MAX_DISPUTE_KIND, MAX_NAMES, MEDIATION_RESULTS, type CaptureForm } from '../capture-form.ts';
import { fieldMark, focusField } from './fields.ts';
import { KeyCap } from './KeyCap.tsx';
import { SHORTCUTS } from './shortcuts.ts';
import styles from './live.module.css';

interface Props extends Pick<CaptureForm, 'parties' | 'disputeKind' | 'helpers' | 'result'> {
  /** Who brought it: a party, when no others are named. */
  readonly reporter: string;
  readonly onEdit: (patch: Partial<CaptureForm>) => void;
}

export const DisputeFields = memo(function DisputeFields({ parties, disputeKind, helpers, result, reporter, onEdit }: Props) {
  const choose = (chosen: CaptureForm['result'], target: HTMLElement) => {
    onEdit({ result: chosen });
    if (chosen === 'agreed') setTimeout(() => { focusField(target.closest('form'), 'answer'); });
  };
  return (
    <>
      <div className={styles['who']}>
        <Input
          id="market-parties" {...fieldMark('parties')} prefix={<Prefix words="当事人" />} aria-label="当事人" value={parties} maxLength={MAX_NAMES} autoComplete="off"
          placeholder={reporter.trim() === '' ? '谁、谁' : `${reporter.trim()}、……`} onChange={({ target }) => { onEdit({ parties: target.value }); }}
        />
        <div {...fieldMark('dispute-kind')}>
          <AutoComplete
            id="market-dispute-kind" prefix={<Prefix words="类型" />} aria-label="纠纷类型" value={disputeKind} maxLength={MAX_DISPUTE_KIND} style={{ width: '100%' }} placeholder="选或写" options={DISPUTE_KINDS.map((value) => ({ value }))}
            showSearch={{ filterOption: (typed, option) => option?.value.includes(typed.trim()) ?? false }} onChange={(typed: string) => { onEdit({ disputeKind: typed }); }}
          />
        </div>
        <Input id="market-helpers" {...fieldMark('helpers')} prefix={<Prefix words="协助" />} aria-label="协助调解的人" value={helpers} maxLength={MAX_NAMES} autoComplete="off" placeholder="村干部、乡贤" onChange={({ target }) => { onEdit({ helpers: target.value }); }} />
      </div>
      <div className={styles['kinds']}>
        <Radio.Group {...fieldMark('result')} aria-label="调解结果" buttonStyle="solid" optionType="button" value={result} onChange={({ target, nativeEvent }) => { choose(MEDIATION_RESULTS.find((one) => one === target.value) ?? null, nativeEvent.target as HTMLElement); }}>
          {MEDIATION_RESULTS.map((one) => <Radio.Button key={one} value={one}>{MEDIATION_RESULT_WORDS[one]}{one === 'agreed' && <KeyCap keys={SHORTCUTS.answer.keys} />}</Radio.Button>)}
        </Radio.Group>
        <span className={`${styles['spot']} ${styles['hint']}`}>{result === null ? '还没调解可以先不选' : result === 'agreed' ? '算今晚现场化解一件' : '接着按一件诉求办'}</span>
      </div>
    </>
  );
});

function Prefix({ words }: { readonly words: string }) {
  return <span className={styles['prefix']}>{words}</span>;
}
