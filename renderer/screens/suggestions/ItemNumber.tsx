/** The number of an item, or the one that it has until the desk gives the official one. */
import { CaseNumber } from '../../ui/CaseNumber.tsx';
import styles from './suggestions.module.css';

export function ItemNumber({ number, official, short = false }: { readonly number: string; readonly official: boolean; readonly short?: boolean }) {
  return official ? <CaseNumber number={number} official short={short} /> : <span className={styles['temporary']} title="登记时的流水号">{number}</span>;
}
