/** The plates of 站点, two to an A4 page, to be cut. */
import type { StationCard } from '../../shared/documents/station-card.ts';
import { QrCode } from './QrCode.tsx';

export function StationCardSheet({ cards }: { readonly cards: readonly StationCard[] }) {
  return (
    <div className="plates" lang="zh-CN">
      {cards.map(({ id, organ, tier, name, lines, note, code }) => (
        <section key={id} className="plate">
          <div className="plate-organ">{organ}</div>
          <h1>{name}</h1>
          <div className="plate-tier">{tier}</div>
          <div className="plate-body">
            <dl>{lines.map(({ label, value }) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
            <div className="plate-code"><QrCode text={code} label={`${name}二维码`} /><p>{note}</p></div>
          </div>
        </section>
      ))}
    </div>
  );
}
