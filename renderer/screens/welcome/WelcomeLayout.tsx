/** The pane in which a computer is set up or unlocked: left what this is, right the one question of the moment. */
import { Typography } from 'antd';
import type { ReactNode } from 'react';
import { BrandMark } from '../../ui/Brand.tsx';
import { TypeSizeButton } from '../../ui/TypeSizeSwitch.tsx';
import styles from './welcome.module.css';

interface Props {
  readonly title: string;
  readonly lead: ReactNode;
  readonly children: ReactNode;
}

const PROMISES = [
  ['一句话登记', '夜市上十五秒记一件，后面的交办单、台账、月报都从这里来，不再重复填。'],
  ['没有网照样用', '写下的立刻存进本机磁盘，有网时自动传到县里。'],
  ['件件有回音', '登记、梳理、处办、反馈、督办、评议，每一步都有人、有时间、可查。'],
] as const;

export function WelcomeLayout({ title, lead, children }: Props) {
  return (
    <div className={styles['page']}>
      <div className={styles['corner']}><TypeSizeButton /></div>
      <div className={styles['card']}>
        <aside className={styles['about']}>
          <div className={styles['brand']}><BrandMark size={44} /><span>民情簿</span></div>
          <dl>
            {PROMISES.map(([name, words]) => <div key={name}><dt>{name}</dt><dd>{words}</dd></div>)}
          </dl>
        </aside>
        <main className={styles['ask']}>
          <Typography.Title level={3} className={styles['title'] ?? ''}>{title}</Typography.Title>
          <Typography.Paragraph type="secondary">{lead}</Typography.Paragraph>
          {children}
        </main>
      </div>
    </div>
  );
}
