/** The tables as Kysely sees them; the statements that make them are in `server/migrations`. One writer: this server. */
import type { Generated } from 'kysely';
import type { Role } from '../../shared/access.ts';
import type { FileKind } from '../../shared/attachment/file-kind.ts';

export interface Tables {
  schema_version: { version: number; name: string; applied_at: number };
  /** Facts about the installation, such as the fingerprint of the county's key. */
  settings: { name: string; value: string };
  scopes: ScopeRow;
  /** The head of each scope's log: the counter row that gives revisions, and the running hash. */
  logs: { scope: string; rev: number; h: string };
  entries: EntryRow;
  refusals: { scope: string; replica: string; seq: number; entry_id: string; code: string; device: string; first_at: number; last_at: number; times: Generated<number> };
  forks: { scope: string; replica: string; seq: number; entry_id: string; other_id: string; noticed_at: number };
  /** The last number given in a scope and year; raised, never lowered. */
  numbering: { scope: string; year: number; last: number };
  users: { id: string; name: string; role: Role; home: string; active: number; created_at: number };
  enrolment_codes: { code_hash: string; user_id: string; created_at: number; expires_at: number; used_at: number | null; made_by: Generated<string> };
  devices: DeviceRow;
  /** Which device wrote under which replica, from its first push to its last: two at a time are copies of one profile. */
  replica_devices: { replica: string; device: string; first_at: number; last_at: number };
  /** Files that arrived whole; their bytes are in the data folder. */
  attachments: { scope: string; hash: string; size: number; kind: FileKind; device: string; received_at: number };
  /** What upkeep did, line after line. `facts` is JSON: ids and counts only. */
  audit: { n: number; at: number; what: string; facts: string; h: string };
  /** Rows that were taken out of a damaged log, as they were found. `row` is the whole row as JSON. */
  set_aside: { n: Generated<number>; scope: string; rev: number; id: string; why: string; row: string; set_aside_at: number };
  cases: CaseTableRow;
  activities: ActivityTableRow;
}

export interface ScopeRow { code: string; name: string; short_name: string; organ: string; tier: 'county' | 'township' }

export interface EntryRow {
  scope: string; rev: number; id: string; replica: string; seq: number; prev: string; at: string; actor: string;
  subject: string; type: string;
  /** The whole entry as JSON. */
  entry: string;
  /** The running hash of the log after this entry. */
  h: string;
  /** The device that brought it, or empty for the server's own. */
  device: string;
  received_at: number;
}

export interface DeviceRow {
  id: string; user_id: string; name: string; token_hash: string; enrolled_at: number; last_seen_at: number | null; revoked_at: number | null;
  /** Ed25519, base64url; what the device signed counts after its revocation only from `signatures_allowed_at`. */
  public_key: string | null; signatures_allowed_at: Generated<number | null>;
  app_version: Generated<string | null>; waiting: Generated<number | null>; reported_at: Generated<number | null>;
  /** How often the device took a new replica, and when that was last told. */
  rekeyed: Generated<number>; rekeyed_at: Generated<number | null>;
}

/** One case, in the columns that the county's questions need; no name, phone or words of a citizen. */
export interface CaseTableRow {
  scope: string; id: string; number: string | null; temp_no: string; status: string; matter: string; channel: string;
  category: string | null; level: string | null; village: string | null; activity: string | null;
  received_on: string; sorted_on: string | null; assigned_on: string | null; due_on: string | null; lead: string | null;
  reply_class: string | null; replied_on: string | null; closed_on: string | null;
  citizen_grade: string | null; deputy_grade: string | null; supervisions: number; reworks: number; contested: number;
}

export interface ActivityTableRow {
  scope: string; id: string; kind: string; status: string; merged_into: string | null; held_on: string; place: string; village: string | null; open: number;
  deputies: number; citizens: number; settled: number; ideas: number;
}
