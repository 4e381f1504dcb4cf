/** Servers that are not the county, or are not well: what stands between an office and its county, by the first part of the path. */
import type { IncomingMessage, ServerResponse } from 'node:http';

const HELLO = { county: { code: '411122', name: '临颍县' }, protocols: { oldest: 1, newest: 2 } };

/** Answers as the kind of server that the path names (`/502/api/hello`). */
export async function strangeServer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, kind = '', ...rest] = (request.url ?? '').split('/');
  const path = `/${rest.join('/')}`;
  const json = (status: number, body: unknown): void => { response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)); };
  const refuse = (status: number): void => { json(status, { error: kind, message: '' }); };
  const hello = (over: Record<string, unknown> = {}): void => { json(200, { ...HELLO, serverTime: Date.now(), ...over }); };
  // Sync itself asks here too, and gets nowhere.
  if (path !== '/api/hello' && path !== '/api/health') { response.writeHead(500).end(); return; }
  const fill = request.method === 'POST' ? (JSON.parse(await bodyOf(request)) as { fill: string }).fill : null;
  switch (kind) {
    case '302': response.writeHead(302, { location: 'http://login.invalid/' }).end(); return;
    case '502': response.writeHead(502, { 'content-type': 'text/html' }).end('<html>Bad Gateway</html>'); return;
    case 'server-full': refuse(507); return;
    case 'rate-limited': refuse(429); return;
    case 'upgrade-required': refuse(426); return;
    case 'other-county': hello({ county: { code: '410000', name: '别县' } }); return;
    case 'newer': hello({ protocols: { oldest: 98, newest: 99 } }); return;
    case 'older':
      if (path === '/api/health') json(200, { status: 'ok', protocol: 1 });
      else json(404, { error: 'not-found', message: '' });
      return;
    case 'clock':
      if (fill === null) hello({ serverTime: Date.now() - 3_600_000 });
      else json(200, { fill: fill.slice(1) });
      return;
    case 'cut':
      if (fill === null) hello();
      else if (fill === '') json(200, { fill });
      else response.writeHead(200, { 'content-type': 'application/json', 'content-length': '70000' }).write(fill.slice(0, 1000), () => { response.destroy(); });
      return;
    // Never a word.
    case 'silent': return;
    default: response.writeHead(500).end();
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of request) text += String(piece);
  return text;
}
