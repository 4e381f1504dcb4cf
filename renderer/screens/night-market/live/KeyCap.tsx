/** The key that does it, beside what it does. */
import styles from './live.module.css';

export function KeyCap({ keys }: { readonly keys: string }) {
  return <kbd className={styles['key']} aria-hidden="true">{keys}</kbd>;
}
