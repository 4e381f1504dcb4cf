/** How far an entry or a case has got, as a small mark with its word: on this device, brought from another, at the county, or refused. */
import { CheckOutlined, ClockCircleOutlined, ExclamationCircleFilled, UsbOutlined } from '@ant-design/icons';
import { Tooltip } from 'antd';
import type { ReactNode } from 'react';
import type { Delivery } from '../store/api.ts';
import styles from './delivery-mark.module.css';

/** The words of the mark. */
export const DELIVERY_WORDS: Readonly<Record<Delivery, string>> = { local: '已保存在本机，待传', carried: '从另一台电脑带来，还没到县里', county: '已到县里', refused: '县里没有收下' };

const ICONS: Readonly<Record<Delivery, ReactNode>> = { local: <ClockCircleOutlined />, carried: <UsbOutlined />, county: <CheckOutlined />, refused: <ExclamationCircleFilled /> };

export function DeliveryMark({ delivery, withWords = false }: { readonly delivery: Delivery; readonly withWords?: boolean }) {
  const mark = <span className={styles[delivery]} role="img" aria-label={DELIVERY_WORDS[delivery]}>{ICONS[delivery]}</span>;
  if (withWords) return <span className={styles['worded']}>{mark}<span>{DELIVERY_WORDS[delivery]}</span></span>;
  return <Tooltip title={DELIVERY_WORDS[delivery]} mouseEnterDelay={0.4}>{mark}</Tooltip>;
}
