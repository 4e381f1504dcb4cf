/** 设置: this computer, sync, display, the directory, about. */
import { Card, Descriptions, Flex, Segmented, Typography } from 'antd';
import { useNavigate, useParams } from 'react-router';
import { AboutContent } from '../../ui/frame/AboutModal.tsx';
import { TypeSizeSwitch } from '../../ui/TypeSizeSwitch.tsx';
import { DevicePage } from './DevicePage.tsx';
import { DirectoryPage } from './DirectoryPage.tsx';
import styles from './settings.module.css';
import { SyncPage } from './SyncPage.tsx';

const PAGES = [
  { value: 'device', label: '本机' }, { value: 'sync', label: '同步' }, { value: 'display', label: '显示' }, { value: 'directory', label: '名录' }, { value: 'about', label: '关于' },
] as const;
type Page = (typeof PAGES)[number]['value'];

export function SettingsScreen() {
  const asked = useParams()['*'];
  const navigate = useNavigate();
  const page = PAGES.find(({ value }) => value === asked)?.value ?? 'device';
  return (
    <div className={styles['screen']}>
      <Flex align="center" gap={20} className={styles['head'] ?? ''}>
        <Typography.Title level={3} style={{ margin: 0 }}>设置</Typography.Title>
        <Segmented<Page> aria-label="设置的分类" value={page} options={[...PAGES]} onChange={(next) => { void navigate(`/settings/${next}`); }} />
      </Flex>
      {page === 'device' && <DevicePage />}
      {page === 'sync' && <SyncPage />}
      {page === 'display' && <DisplayPage />}
      {page === 'directory' && <DirectoryPage />}
      {page === 'about' && <Card><AboutContent /></Card>}
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
