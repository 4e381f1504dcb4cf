/** 报表: the month's ledger, the indicators, and the figures taken over from papers. */
import { Segmented } from 'antd';
import { useLocation, useNavigate } from 'react-router';
import { FiguresPage } from './FiguresPage.tsx';
import { IndicatorsPage } from './IndicatorsPage.tsx';
import { MonthlyLedgerPage } from './MonthlyLedgerPage.tsx';
import styles from './reports.module.css';

const PATH = '/reports';
const PAGES = { monthly: '台账月报', indicators: '活动指标', figures: '引用数字' } as const;
type Page = keyof typeof PAGES;
const NAMES = Object.keys(PAGES) as readonly Page[];

export function ReportsScreen() {
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const page = NAMES.find((one) => pathname === `${PATH}/${one}`) ?? 'monthly';
  return (
    <div className={styles['page']}>
      <Segmented<Page> className={styles['pages'] ?? ''} aria-label="报表" options={NAMES.map((value) => ({ value, label: PAGES[value] }))} value={page} onChange={(next) => { void navigate(`${PATH}/${next}`); }} />
      {page === 'monthly' ? <MonthlyLedgerPage /> : page === 'indicators' ? <IndicatorsPage /> : <FiguresPage />}
    </div>
  );
}
