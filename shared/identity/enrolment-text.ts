/** What the QR code of a 接入单 says: where the county's server is, and the one-time code. */

/** A one-time code with the place where it counts; `server` is null on a slip that does not name one. */
export interface EnrolmentText { readonly server: string | null; readonly code: string }

const PREFIX = 'minqing://enrol?';
/** A code as people type it is checked by the county; here only its length, so that a wrong QR code says so at once. */
const CODE = /^[0-9A-Za-z-]{8,64}$/;

/** The text of the QR code. `server` is an origin such as `https://minqing.example.gov.cn`. */
export function enrolmentText({ server, code }: EnrolmentText): string {
  return `${PREFIX}${server === null ? '' : `server=${encodeURIComponent(server)}&`}code=${encodeURIComponent(code)}`;
}

/** Reads the text of a QR code, or null when it is not one of ours. */
export function readEnrolmentText(text: string): EnrolmentText | null {
  const trimmed = text.trim();
  if (!trimmed.startsWith(PREFIX)) return null;
  const fields = new Map<string, string>();
  for (const pair of trimmed.slice(PREFIX.length).split('&')) {
    const [name = '', value = ''] = pair.split('=', 2);
    const decoded = decode(value);
    if (decoded === null) return null;
    fields.set(name, decoded);
  }
  const [server, code] = [fields.get('server') ?? null, fields.get('code') ?? ''];
  if (!CODE.test(code) || (server !== null && !/^https?:\/\/[^/?#@\s]{1,200}$/.test(server))) return null;
  return { server, code };
}

function decode(value: string): string | null {
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
}
