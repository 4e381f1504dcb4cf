/** Cards that did not get onto the disk: loud, with the words still there and what to do. */
import { Alert, Button } from 'antd';
import { isBlank } from '../capture-form.ts';
import { refusalWords } from '../../../ui/refusal-words.ts';
import { titleFromWords } from '../../../../shared/case/title-from-words.ts';
import { KeyCap } from './KeyCap.tsx';
import { SHORTCUTS } from './shortcuts.ts';
import type { EveningDesk } from './use-evening-desk.ts';
import styles from './live.module.css';

export function UnsavedAlert({ table: { desk, tryAgain, takeBack } }: { readonly table: EveningDesk }) {
  const refused = desk.handedIn.filter((one) => one.refusal !== null);
  const [first] = refused;
  if (first?.refusal === undefined || first.refusal === null) return null;
  const names = refused.map(({ form }) => `“${titleFromWords(form.words)}”`).join('、');
  return (
    <Alert
      type="error" showIcon data-testid="unsaved-alert" title={`没有存下，文字还在：${names}`} description={refusalWords(first.refusal)}
      action={(
        <div className={styles['unsavedActs']}>
          <Button type="primary" onClick={tryAgain}>再存一次{isBlank(desk.form) && <KeyCap keys={SHORTCUTS.register.keys} />}</Button>
          <Button disabled={!isBlank(desk.form)} title={isBlank(desk.form) ? '' : '先登记或清空正在写的这件'} onClick={() => { takeBack(first.form.subject); }}>拿回来改</Button>
        </div>
      )}
    />
  );
}
