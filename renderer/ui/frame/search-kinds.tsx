/** What the search finds, kind by kind: what a kind is called, its sign, and where a hit of it opens. Another kind is one more row. */
import { ArrowRightOutlined, BankOutlined, BookOutlined, EnvironmentOutlined, ExportOutlined, FileTextOutlined, HomeOutlined, ShopOutlined, UserOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { HitKind, SearchHit } from '../../store/api.ts';
import { placeOf } from './search-places.ts';

export interface KindOfHit {
  readonly name: string;
  readonly sign: ReactNode;
  /** Hits shown while other kinds have hits too. */
  readonly shown: number;
  /** The address that a hit opens; `typed` is what was searched for. */
  readonly opens: (hit: SearchHit, typed: string) => string;
}

const query = (parameters: Readonly<Record<string, string>>) => {
  const filled = Object.entries(parameters).filter(([, value]) => value !== '');
  return filled.length === 0 ? '' : `?${new URLSearchParams(filled).toString()}`;
};

export const KINDS: Readonly<Record<HitKind, KindOfHit>> = {
  // The list beside the case shows the same search, so that the next hit is one key away.
  case: { name: '民情件', sign: <BookOutlined />, shown: 8, opens: (hit, typed) => `/cases/${hit.id}${query({ text: typed })}` },
  suggestion: { name: '代表建议', sign: <FileTextOutlined />, shown: 4, opens: (hit) => `/suggestions/${hit.id}` },
  referral: { name: '议案线索、信访、12345', sign: <ExportOutlined />, shown: 4, opens: (hit) => `/suggestions/${hit.id}` },
  deputy: { name: '代表', sign: <UserOutlined />, shown: 4, opens: (hit) => `/cases${query({ text: hit.title.text })}` },
  unit: { name: '单位', sign: <BankOutlined />, shown: 4, opens: (hit) => `/cases${query({ lead: hit.id })}` },
  village: { name: '村', sign: <EnvironmentOutlined />, shown: 4, opens: (hit) => `/cases${query({ village: hit.id })}` },
  activity: { name: '活动', sign: <ShopOutlined />, shown: 4, opens: (hit) => `/stations/${encodeURIComponent(hit.id)}` },
  station: { name: '站点', sign: <HomeOutlined />, shown: 4, opens: (hit) => `/stations${query({ station: hit.id })}` },
  place: { name: '去哪里', sign: <ArrowRightOutlined />, shown: 5, opens: (hit) => placeOf(hit.id).path },
};

/** The address of all cases that a search finds. */
export function allCasesAddress(typed: string): string {
  return `/cases${query({ text: typed })}`;
}

/** The record that an address shows, to be remembered as seen lately; null for screens. */
export function recordAt(pathname: string): string | null {
  const [, id] = /^\/(?:cases|night-market|suggestions|stations)\/([^/]+)$/.exec(pathname) ?? [];
  return id === undefined ? null : decodeURIComponent(id);
}
