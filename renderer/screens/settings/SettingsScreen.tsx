/** 设置: on the left the pages, on the right the one that is open. What is changed is an entry like any other, and reaches every device. */
import { Card, Descriptions, Flex, Menu, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useNavigate, useParams } from 'react-router';
import { AboutContent } from '../../ui/frame/AboutModal.tsx';
import { useSession } from '../../ui/session-context.tsx';
import { TypeSizeSwitch } from '../../ui/TypeSizeSwitch.tsx';
import { BackupPage } from './BackupPage.tsx';
import { BundlePage } from './BundlePage.tsx';
import { CategoriesPage } from './CategoriesPage.tsx';
import { DevicePage } from './DevicePage.tsx';
import { DevicesPage } from './devices/DevicesPage.tsx';
import { DirectoryPage } from './DirectoryPage.tsx';
import { HolidaysPage } from './HolidaysPage.tsx';
import { NumberingPage } from './NumberingPage.tsx';
import { OfficePage } from './OfficePage.tsx';
import { PeoplePage } from './PeoplePage.tsx';
import { RulesPage } from './RulesPage.tsx';
import { pageOf, settingsGroups, type SettingsPage } from './settings-pages.ts';
import styles from './settings.module.css';
import { SyncPage } from './SyncPage.tsx';
import { TextsPage } from './TextsPage.tsx';

const PAGES: Readonly<Record<SettingsPage, () => ReactNode>> = {
  office: () => <OfficePage />, numbering: () => <NumberingPage />, texts: () => <TextsPage />,
  categories: () => <CategoriesPage />, rules: () => <RulesPage />, holidays: () => <HolidaysPage />,
  village: () => <DirectoryPage key="village" kind="village" />, deputy: () => <DirectoryPage key="deputy" kind="deputy" />, unit: () => <DirectoryPage key="unit" kind="unit" />, campaign: () => <DirectoryPage key="campaign" kind="campaign" />, people: () => <PeoplePage />, devices: () => <DevicesPage />,
  device: () => <DevicePage />, sync: () => <SyncPage />, bundle: () => <BundlePage />, backup: () => <BackupPage />, display: () => <DisplayPage />, about: () => <Card><AboutContent /></Card>,
};

export function SettingsScreen() {
  const { role } = useSession();
  const page = pageOf(useParams()['*'], role);
  const navigate = useNavigate();
  return (
    <div className={styles['screen']}>
      <nav className={styles['pages']} aria-label="设置的分类">
        <Typography.Title level={3} className={styles['title'] ?? ''}>设置</Typography.Title>
        <Menu
          mode="inline" selectedKeys={[page]} onClick={({ key }) => { void navigate(`/settings/${key}`); }}
          items={settingsGroups(role).map((group) => ({ type: 'group' as const, label: group.label, children: group.pages.map(({ value, label }) => ({ key: value, label })) }))}
        />
      </nav>
      <div className={styles['page']}>{PAGES[page]()}</div>
    </div>
  );
}

function DisplayPage() {
  return (
    <Card title="显示">
      <Descriptions column={1} items={[{ key: 'size', label: '字的大小', children: <Flex vertical gap={6}><TypeSizeSwitch /><Typography.Text type="secondary">只改这台电脑，立刻生效。顶上的“大字”也能随时换。</Typography.Text></Flex> }]} />
    </Card>
  );
}
