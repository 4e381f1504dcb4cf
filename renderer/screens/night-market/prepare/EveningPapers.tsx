/** 海报 and 资料包 of an evening: gathered when they are asked for, previewed, printed. */
import { DownOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button, Dropdown, Form, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { missingOf, preparedOf } from '../../../../shared/activity/preparation.ts';
import { CATEGORY_GROUPS } from '../../../../shared/case/words.ts';
import { eveningPack, USUAL_COUNTS, type PackCounts } from '../../../../shared/documents/evening-pack.ts';
import { posterOf, type PosterSize } from '../../../../shared/documents/poster.ts';
import { PrintPreview, type Paper } from '../../../print/open-print.tsx';
import { useStore } from '../../../store/store-context.tsx';
import type { FoundItem } from '../../../ui/activity-preparation/use-season-item.ts';
import { scopeName, useEnrolment } from '../../../ui/session-context.tsx';
import { useOffice } from '../../../ui/use-office.ts';
import { useToday } from '../../../ui/use-today.ts';
import { mattersToTell } from '../live/use-report-back.ts';

/** Categories that a card has room for; the rest is written in. */
const ON_A_CARD = 20;

export function EveningPapers({ found: { item, directory } }: { readonly found: FoundItem }) {
  const store = useStore();
  const today = useToday();
  const { enrolment } = useEnrolment();
  const { issuer, phone } = useOffice(directory, item.scope);
  const [paper, setPaper] = useState<Paper | null>(null);
  const [asking, setAsking] = useState(false);
  const deputyName = (id: string) => directory.deputies.find((one) => one.id === id) ?? null;
  const unitName = (id: string) => directory.units.find((one) => one.id === id)?.name ?? null;

  const showPoster = (size: PosterSize) => {
    const deputies = item.deputies.flatMap((id) => deputyName(id)?.name ?? []);
    const units = (item.activity?.expected.units ?? []).flatMap((id) => unitName(id) ?? []);
    setPaper({ kind: 'poster', size, poster: posterOf(item, { station: directory.stations.find(({ id }) => id === item.station) ?? null, township: scopeName(enrolment, item.scope), issuer, phone, deputies, units }) });
  };
  const showPack = async (counts: PackCounts) => {
    const matters = await mattersToTell(store, { ...item, status: 'planned' }, today);
    const report = matters.map(({ row, sentence }) => ({ number: row.number, village: row.villageName, title: row.title, became: sentence }));
    const order = (group: (typeof CATEGORY_GROUPS)[number]) => CATEGORY_GROUPS.indexOf(group);
    const categories = [...directory.categories].filter(({ active }) => active).sort((a, b) => order(a.group) - order(b.group)).slice(0, ON_A_CARD).map(({ name }) => name);
    const missing = missingOf(preparedOf(item), today).map(({ words }) => words);
    const village = directory.villages.find(({ id }) => id === item.village)?.name ?? '';
    setAsking(false);
    setPaper({ kind: 'evening-pack', pack: eveningPack(item, { issuer, phone, deputyName, unitName, village, missing, report, categories, counts }) });
  };
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items: [{ key: 'A4', label: '海报 A4' }, { key: 'A3', label: '海报 A3' }, { key: 'pack', label: '资料包：签到表、登记卡、回执…' }], onClick: ({ key }) => { if (key === 'pack') setAsking(true); else showPoster(key === 'A3' ? 'A3' : 'A4'); } }}>
        <Button icon={<PrinterOutlined />}>打印 <DownOutlined /></Button>
      </Dropdown>
      {asking && <CountsModal onPrint={(counts) => { void showPack(counts); }} onClose={() => { setAsking(false); }} />}
      <PrintPreview paper={paper} onClose={() => { setPaper(null); }} />
    </>
  );
}

/** How many blanks of each: paper is carried, so nobody prints a hundred by accident. */
function CountsModal({ onPrint, onClose }: { readonly onPrint: (counts: PackCounts) => void; readonly onClose: () => void }) {
  const [form] = Form.useForm<PackCounts>();
  return (
    <Modal open title="夜市资料包" okText="预览" cancelText="取消" onOk={() => { form.submit(); }} onCancel={onClose}>
      <Form<PackCounts> form={form} layout="vertical" initialValues={USUAL_COUNTS} onFinish={onPrint}>
        <p>第一页是这一场的安排和要通报的件，第二页是签到表，后面是空白的：</p>
        <Form.Item name="cards" label="登记卡（一页两张）"><InputNumber min={0} max={100} precision={0} suffix="张" style={{ width: '100%' }} /></Form.Item>
        <Form.Item name="questions" label="我问你答问题条（一页四张）"><InputNumber min={0} max={100} precision={0} suffix="张" style={{ width: '100%' }} /></Form.Item>
        <Form.Item name="receipts" label="空白回执（一页四张）"><InputNumber min={0} max={100} precision={0} suffix="张" style={{ width: '100%' }} /></Form.Item>
      </Form>
    </Modal>
  );
}
