/** A campaign (主题活动): a name and its days, by which figures are told apart (domain 0.9: 主题活动以来). A plain record. */
import type { Entry } from '../ledger/entry.ts';
import { foldRecord, textField, UpdatedBody, type FieldValue } from '../ledger/record.ts';

/** The bodies of the aggregate's entries, by type. */
export const CAMPAIGN_BODIES = { 'campaign.updated': UpdatedBody } as const;

export interface Campaign {
  readonly id: string;
  readonly scope: string;
  readonly name: string;
  /** First day; empty when nobody has said. */
  readonly startOn: string;
  /** Last day; empty while it runs. */
  readonly endOn: string;
  readonly active: boolean;
}

/** The fields of a campaign's record. */
export function campaignFields({ name, startOn, endOn, active }: Omit<Campaign, 'id' | 'scope'>): Readonly<Record<string, FieldValue>> {
  return { name, startOn, endOn, active };
}

/** The campaign that `entries` of one subject add up to; null without one that can be read. */
export function foldCampaign(entries: readonly Entry[]): Campaign | null {
  const record = foldRecord(entries, 'campaign.updated');
  if (!record) return null;
  const { id, scope, fields } = record;
  return { id, scope, name: textField(fields, 'name'), startOn: textField(fields, 'startOn'), endOn: textField(fields, 'endOn'), active: fields['active']?.value !== false };
}
