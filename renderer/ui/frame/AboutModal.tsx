/** 关于: what this is, which version, for whom. */
import { Descriptions, Flex, Modal, Typography } from 'antd';
import { useEffect, useState } from 'react';
import type { AppInfo } from '../../../shared/desktop-api.ts';
import { desktopApi } from '../../desktop.ts';
import { BrandMark } from '../Brand.tsx';
import { useEnrolment } from '../session-context.tsx';

export function AboutModal({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Modal open={open} onCancel={onClose} footer={null} title="关于民情簿" width={520} destroyOnHidden>
      <AboutContent />
    </Modal>
  );
}

/** The same in the settings. */
export function AboutContent() {
  const { enrolment, server } = useEnrolment();
  const [info, setInfo] = useState<AppInfo | null>(null);
  useEffect(() => {
    let gone = false;
    void desktopApi()?.appInfo().then((found) => { if (!gone) setInfo(found); });
    return () => { gone = true; };
  }, []);
  const facts = [
    { key: 'version', label: '版本', children: info === null ? '浏览器版' : `${info.version}（Electron ${info.electron} · Chromium ${info.chromium}）` },
    { key: 'county', label: '县', children: enrolment.county.name },
    { key: 'server', label: '县服务器', children: server },
    { key: 'licence', label: '许可', children: 'Apache-2.0' },
  ];
  return (
    <Flex vertical gap={16}>
      <Flex gap={16} align="center">
        <BrandMark size={56} />
        <div>
          <Typography.Title level={4} style={{ margin: 0 }}>民情簿</Typography.Title>
          <Typography.Text type="secondary">乡镇人大主席团的民情台账：夜市上记下一句话，六步走完，件件有回音。没有网也能用。</Typography.Text>
        </div>
      </Flex>
      <Descriptions size="small" column={1} items={facts} />
    </Flex>
  );
}
