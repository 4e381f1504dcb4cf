/** A strip that is there only while something is wrong with the computer: what it is, and what to do. Nothing blinks. */
import { Alert, Button } from 'antd';
import type { Health } from './use-health.ts';
import styles from './live.module.css';

export function HealthStrip({ health: { warnings, dismiss } }: { readonly health: Health }) {
  if (warnings.length === 0) return null;
  return (
    <div className={styles['health']} data-testid="health">
      {warnings.map((warning) => (
        <Alert
          key={warning.kind} type={warning.severe ? 'error' : 'warning'} showIcon title={warning.sentence}
          action={warning.severe ? undefined : <Button size="small" type="text" onClick={() => { dismiss(warning); }}>知道了</Button>}
        />
      ))}
    </div>
  );
}
