/** The frame around every screen: who and where, search, where the words are, and the few places to go. */
import { AlertOutlined, BarChartOutlined, BookOutlined, CalendarOutlined, DownOutlined, FileTextOutlined, HomeOutlined, SettingOutlined, ShopOutlined, UserOutlined, WarningOutlined } from '@ant-design/icons';
import { Alert, Button, Dropdown, Menu } from 'antd';
import { useState, type ReactNode } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import { referralDuties } from '../../../shared/referral/duties.ts';
import { suggestionDuties } from '../../../shared/suggestion/duties.ts';
import { ROLE_WORDS } from '../../../shared/words.ts';
import type { OpenReport } from '../../store/api.ts';
import { useAnswer } from '../use-answer.ts';
import { ThinLedger } from '../backup/ThinLedger.tsx';
import { BrandMark } from '../Brand.tsx';
import { ErrorBoundary } from '../ErrorBoundary.tsx';
import { PauseReminder } from '../PauseReminder.tsx';
import { SavePill } from '../SavePill.tsx';
import { organOf, useEnrolment } from '../session-context.tsx';
import { clockWarning } from '../sync-words.ts';
import { TypeSizeButton } from '../TypeSizeSwitch.tsx';
import { useToday } from '../use-today.ts';
import { AboutModal } from './AboutModal.tsx';
import { recoveryWords } from './recovery-words.ts';
import { SearchButton } from './SearchButton.tsx';
import styles from './frame.module.css';

/** A place of the left navigation. `count` is how many matters wait there. */
interface Place { readonly path: string; readonly name: string; readonly icon: ReactNode; readonly count?: number }

export function Frame({ report, children }: { readonly report: OpenReport; readonly children: ReactNode }) {
  const { enrolment } = useEnrolment();
  const { session } = enrolment;
  const today = useToday();
  const location = useLocation();
  const navigate = useNavigate();
  const [about, setAbout] = useState(false);
  const counts = useAnswer((store) => store.dutyCounts(today), ['cases', 'suggestions', 'directory'], [today]) ?? { today: 0, supervision: 0, attention: 0 };
  const suggestions = useAnswer(async (store) => suggestionDuties(await store.suggestions(), today).length + referralDuties(await store.referrals(), today).length, ['suggestions'], [today]) ?? 0;
  const status = useAnswer((store) => store.syncStatus(), ['sync'], []);
  const warning = clockWarning(status?.clockOffset ?? null);
  const recovery = recoveryWords(report);

  const places: readonly Place[] = [
    { path: '/today', name: '今日', icon: <CalendarOutlined />, count: counts.today },
    { path: '/night-market', name: '夜市', icon: <ShopOutlined /> },
    { path: '/cases', name: '民情台账', icon: <BookOutlined /> },
    { path: '/suggestions', name: '代表建议', icon: <FileTextOutlined />, count: suggestions },
    { path: '/supervision', name: '督办', icon: <AlertOutlined />, count: counts.supervision },
    { path: '/stations', name: '联络站', icon: <HomeOutlined /> },
    // Only when there is something: two devices rarely contradict each other.
    ...(counts.attention > 0 || location.pathname === '/attention' ? [{ path: '/attention', name: '需处理', icon: <WarningOutlined />, count: counts.attention }] : []),
    { path: '/reports', name: '报表', icon: <BarChartOutlined /> },
    { path: '/settings', name: '设置', icon: <SettingOutlined /> },
  ];
  const here = places.find((place) => location.pathname.startsWith(place.path));

  return (
    <div className={styles['frame']}>
      <header className={styles['bar']}>
        <Link to="/today" className={styles['brand']} aria-label="民情簿，回到今日"><BrandMark size={26} /><span className={styles['name']}>民情簿</span></Link>
        <span className={styles['organ']}>{organOf(enrolment, session.home)}</span>
        <SearchButton />
        <div className={styles['tools']}>
          <SavePill onDetails={() => { void navigate('/settings/sync'); }} />
          <TypeSizeButton />
          <Dropdown trigger={['click']} menu={{
            items: [
              { key: 'who', disabled: true, label: `${ROLE_WORDS[session.role]} · ${enrolment.county.name}` },
              { type: 'divider' },
              { key: 'settings', label: '设置' },
              { key: 'about', label: '关于民情簿' },
            ],
            onClick: ({ key }) => { if (key === 'about') setAbout(true); else void navigate('/settings'); },
          }}>
            <Button type="text" icon={<UserOutlined />} aria-label={`当前用户：${session.userName}`}>{session.userName}<DownOutlined className={styles['caret']} /></Button>
          </Dropdown>
        </div>
      </header>
      <nav className={styles['nav']} aria-label="主导航">
        <Menu
          mode="inline" className={styles['menu']} selectedKeys={here ? [here.path] : []}
          items={places.map((place) => ({
            key: place.path, icon: place.icon,
            label: <Link to={place.path} className={styles['place']}><span>{place.name}</span>{place.count ? <span className={styles['count']} aria-label={`${place.count} 件要紧`}>{place.count}</span> : null}</Link>,
          }))}
        />
      </nav>
      <main className={styles['main']}>
        {warning !== null && <Alert banner type="warning" title={warning} data-testid="clock-warning" />}
        <ThinLedger />
        <PauseReminder />
        {recovery !== null && <Alert banner type="success" closable title={recovery} data-testid="recovery-notice" />}
        <div className={styles['screen']}><ErrorBoundary resetKey={location.pathname}>{children}</ErrorBoundary></div>
      </main>
      <AboutModal open={about} onClose={() => { setAbout(false); }} />
    </div>
  );
}
