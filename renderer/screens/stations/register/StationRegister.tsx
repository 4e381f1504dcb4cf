/** 站点 register: 代表之家, 联络站, 联系点 and 民情夜市点 in one list; imported from a county's table, each with a plate to hang up. */
import { QrcodeOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useState } from 'react';
import { stationCard, type StationCard } from '../../../../shared/documents/station-card.ts';
import { PrintPreview } from '../../../print/open-print.tsx';
import type { Directory } from '../../../store/api.ts';
import { RecordPage } from '../../../ui/records/RecordPage.tsx';
import type { DirectoryRecord } from '../../../ui/records/record-words.ts';
import { scopeName, useEnrolment } from '../../../ui/session-context.tsx';
import { officeOf } from '../../../ui/use-office.ts';
import { STATION_WORDS } from './station-words.ts';

/** Plates that are printed at once: forty pages. */
const MOST_PLATES = 80;

export function StationRegister() {
  const { enrolment } = useEnrolment();
  const [cards, setCards] = useState<readonly StationCard[] | null>(null);
  const cardsOf = (records: readonly DirectoryRecord[], directory: Directory): readonly StationCard[] => records.flatMap(({ id }) => {
    const station = directory.stations.find((one) => one.id === id);
    if (station === undefined) return [];
    const deputies = station.deputies.flatMap((deputy) => directory.deputies.find((one) => one.id === deputy)?.name ?? []);
    return [stationCard(station, { organ: officeOf(directory, enrolment, station.scope).issuer, place: scopeName(enrolment, station.scope), village: directory.villages.find((one) => one.id === station.village)?.name ?? '', deputies })];
  });
  return (
    <>
      <RecordPage
        framed kind={STATION_WORDS} initial={{ tier: 'market_point' }}
        rowActs={(record, directory) => <Tooltip title="站点牌和二维码"><Button type="text" size="small" icon={<QrcodeOutlined />} aria-label={`${record.name}的站点牌`} onClick={() => { setCards(cardsOf([record], directory)); }} /></Tooltip>}
        listActs={(records, directory) => {
          const chosen = records.filter(({ active }) => active).slice(0, MOST_PLATES);
          return chosen.length === 0 ? [] : [{ key: 'plates', label: `打印站点牌（${chosen.length} 张）`, onClick: () => { setCards(cardsOf(chosen, directory)); } }];
        }}
      />
      <PrintPreview paper={cards === null ? null : { kind: 'plates', cards }} onClose={() => { setCards(null); }} />
    </>
  );
}
