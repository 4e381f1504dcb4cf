/** One line of the search: what it is, what of it matches, and why it is here when that does not show. */
import { Fragment } from 'react';
import type { Marked, SearchHit } from '../../store/api.ts';
import { CaseNumber } from '../CaseNumber.tsx';
import { scopeName, useEnrolment } from '../session-context.tsx';
import { StatusTag } from '../StatusTag.tsx';
import { KINDS } from './search-kinds.tsx';
import styles from './search-palette.module.css';

export function SearchRow({ hit }: { readonly hit: SearchHit }) {
  const { enrolment } = useEnrolment();
  const { row } = hit;
  // Who works for several townships must see whose it is; the county itself is no township.
  const township = enrolment.scopes.length > 2 && hit.scope !== null && hit.scope !== enrolment.county.code ? scopeName(enrolment, hit.scope) : '';
  return (
    <>
      <span className={styles['number']}>{hit.number ? <HitNumber number={hit.number} official={row?.official ?? hit.number.text.includes('〔')} /> : KINDS[hit.kind].sign}</span>
      <span className={styles['said']}>
        <span className={styles['title']}><Marks of={hit.title} /></span>
        {hit.why !== null && <span className={styles['why']}><span className={styles['label']}>{hit.why.label}</span><Marks of={hit.why.shown} /></span>}
      </span>
      <span className={styles['detail']}><Marks of={hit.detail} />{township !== '' && <span className={styles['township']}>{township}</span>}</span>
      {row && <span className={styles['status']}><StatusTag status={row.status} /></span>}
    </>
  );
}

/** As in lists the township's name in front of an official number is left out, unless it is what was looked for. */
function HitNumber({ number, official }: { readonly number: Marked; readonly official: boolean }) {
  const from = Math.max(number.text.indexOf('〔'), 0);
  const inFront = number.marks.some(([start]) => start < from);
  if (number.marks.length === 0 || !official) return <CaseNumber number={number.text} official={official} short />;
  const shift = inFront ? 0 : from;
  return <span title={number.text}><Marks of={{ text: number.text.slice(shift), marks: number.marks.map(([start, end]) => [start - shift, end - shift] as const) }} /></span>;
}

/** A text with its matching stretches marked. */
function Marks({ of: { text, marks } }: { readonly of: Marked }) {
  return (
    <>
      {marks.map(([from, to], index) => (
        <Fragment key={from}>{text.slice(marks[index - 1]?.[1] ?? 0, from)}<mark className={styles['mark']}>{text.slice(from, to)}</mark></Fragment>
      ))}
      {text.slice(marks.at(-1)?.[1] ?? 0)}
    </>
  );
}
