/** 保存给技术支持: versions, how everything stands, and the log, as a text that anybody can read before sending it on. Ids, codes and counts only. */
import type { AppInfo } from '../../../../shared/desktop-api.ts';
import type { SupportReport, SyncLogEvent } from '../../../store/sync-api.ts';
import { PROTOCOL_VERSION } from '../../../../shared/sync/wire.ts';

/** Of the desktop, or of a browser: its own name for itself. The computer's name is left out: it is often a person's. */
export type Versions = Pick<AppInfo, 'version' | 'electron' | 'chromium' | 'platform'> | { readonly browser: string };

/** The text of the file. `now` in epoch milliseconds. */
export function supportText(report: SupportReport, versions: Versions, now: number): string {
  const { device, replica, former, server, entries, scopes, used, events } = report;
  const { since, month, total } = used;
  return [
    '民情簿 同步记录（给技术支持）', '只有编号、代码和数目，没有群众的姓名、电话和反映的内容。', '',
    `saved ${stamp(now)}`,
    `app ${'browser' in versions ? versions.browser : `${versions.version} electron ${versions.electron} chromium ${versions.chromium} ${versions.platform}`}`,
    `protocol ${PROTOCOL_VERSION}`, `server ${server}`, `device ${device} replica ${replica} former ${former}`, `entries ${entries}`,
    `used since ${since === null ? '-' : stamp(since)} month texts ${month.texts.up}/${month.texts.down} files ${month.files.up}/${month.files.down} total texts ${total.texts.up}/${total.texts.down} files ${total.files.up}/${total.files.down}`,
    '', `scopes ${scopes.length}`,
    ...scopes.map(({ scope, phase, reason, entries: held, waiting, contact }) => `${scope} ${phase}${reason === null ? '' : ` ${reason}`} entries ${held} waiting ${waiting} contact ${contact === null ? '-' : stamp(contact)}`),
    '', `events ${events.length}`, ...events.map(eventLine), '',
  ].join('\r\n');
}

/** `2026-05-18T06:02:00.000Z 411122103 push sent=3 accepted=3 up=1234 ms=56`. */
export function eventLine({ at, scope, what, code, ids, figures }: SyncLogEvent): string {
  const counts = Object.entries(figures ?? {}).map(([name, value]) => `${name}=${value}`);
  return [stamp(at), scope ?? '-', what, ...(code === undefined ? [] : [code]), ...counts, ...(ids ?? [])].join(' ');
}

function stamp(ms: number): string {
  return new Date(ms).toISOString();
}
