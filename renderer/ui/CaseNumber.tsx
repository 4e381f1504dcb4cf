/** The number of a case. The temporary one looks like what it is and says when the official one comes. */
import { Tooltip } from 'antd';
import styles from './case-number.module.css';

interface Props {
  readonly number: string;
  readonly official: boolean;
  /** In a township's own list the township's name in front says nothing: `〔2026〕17号`. */
  readonly short?: boolean;
}

export function CaseNumber({ number, official, short = false }: Props) {
  if (official) return <span className={styles['number']} title={number}>{short ? number.slice(Math.max(number.indexOf('〔'), 0)) : number}</span>;
  return <Tooltip title="临时编号。传到县里后自动换成正式编号，不用重新登记。"><span className={styles['temporary']}>{number}</span></Tooltip>;
}
