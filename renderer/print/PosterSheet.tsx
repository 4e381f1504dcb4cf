/** 海报: read from across the street: the day, the hour, the place. The same layout on A4 and A3. */
import type { Poster, PosterSize } from '../../shared/documents/poster.ts';
import { QrCode } from './QrCode.tsx';

/** Width of the place's line, and the largest type on it, in hundredths of the sheet's width. */
const LINE = 82;
const LARGEST = 9;

export function PosterSheet({ poster, size }: { readonly poster: Poster; readonly size: PosterSize }) {
  const { title, slogan, day, weekday, hour, until, place, theme, deputies, units, phone, issuer, note, code, codeNote } = poster;
  return (
    <article className={`poster poster-${size}`} lang="zh-CN">
      <header><h1>{title}</h1><p>{slogan}</p></header>
      <div className="poster-when"><b>{day}</b><span>{weekday}</span>{hour !== '' && <b>{hour}</b>}{until !== '' && <span>至 {until}</span>}</div>
      <div className="poster-place" style={{ fontSize: `calc(var(--sheet) * ${sizeOf(place)} / 100)` }}>{place}</div>
      {theme !== '' && <div className="poster-theme">主题：{theme}</div>}
      <div className="poster-who">
        {deputies.length > 0 && <p><span>到场代表</span>{deputies.join('　')}</p>}
        {units.length > 0 && <p><span>到场单位</span>{units.join('、')}</p>}
      </div>
      <footer>
        <div className="poster-code"><QrCode text={code} label="站点二维码" /><p>{codeNote}</p></div>
        <div className="poster-words"><p>{note}</p>{phone !== '' && <p className="poster-phone">电话：{phone}</p>}<p className="poster-issuer">{issuer}</p></div>
      </footer>
    </article>
  );
}

/** One line if it can be large on one, two otherwise. */
function sizeOf(place: string): number {
  const letters = Math.max([...place].length, 1);
  const whole = Math.min(LARGEST, LINE / letters);
  return Math.round((whole >= 5 ? whole : Math.min(LARGEST, (LINE * 2) / (letters + 1))) * 10) / 10;
}
