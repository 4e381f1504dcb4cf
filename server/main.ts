/** The county server's composition root: settings, data, app, port, and a stop that finishes what was begun. */
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { createApp } from './app.ts';
import { openAttachmentFiles } from './attachment-files.ts';
import { readConfig } from './config.ts';
import { claimFolder, openCountyData } from './county-data.ts';
import { createLogVerifier, faultyLogs } from './log-verifier.ts';
import { createNewsDesk } from './news.ts';
import { tellPeople } from './people.ts';
import { newReplica } from './secrets.ts';
import { startUpkeep } from './upkeep-runner.ts';

// What citizens said is in these files: they are for the owner of this process only.
process.umask(0o077);

const root = fileURLToPath(new URL('..', import.meta.url));
const config = await readConfig(process.argv.slice(2), process.env, root);
if (!config.ok) stopWith(config.error);
// Who comes second is sent away. The system ends it with the process, however that ends.
const claimed = await claimFolder(config.value.data);
if (!claimed.ok) stopWith(claimed.error);
const data = await openCountyData(config.value.data, Date.now());
if (!data.ok) stopWith(data.error);

const logger = pino({ level: process.env['MINQING_LOG'] ?? 'info', timestamp: pino.stdTimeFunctions.isoTime, base: null });
const replica = newReplica();
// Devices learn of users that were added before the server told them, or by an older version.
await data.value.store.write((tables) => tellPeople(tables, { replica, nowMs: Date.now() }));
const verifier = createLogVerifier({ store: data.value.store, now: () => Date.now(), onMended: ({ scope, sound, head, ...counts }) => logger.error({ scope, from: sound.rev + 1, rev: head.rev, ...counts }, 'log mended') });
// A damaged log is mended before the first device sees it.
for (const scope of await faultyLogs(data.value.store)) await verifier.scrub(scope);
const app = await createApp({
  ...data.value, files: await openAttachmentFiles(config.value.data, config.value.quotaBytes), replica, now: () => Date.now(), news: createNewsDesk(), verifier, staticDir: config.value.static, tls: config.value.tls, logger,
});

const tell = (sentence: string): void => { process.stderr.write(`${sentence}\n`); };
const upkeep = startUpkeep({ store: data.value.store, verifier, dataDir: config.value.data, folder: config.value.backups, replica, now: () => Date.now(), logger, tell });

let stopping = false;
const stop = (): void => {
  if (stopping) return;
  stopping = true;
  // Requests that were begun are answered; then the database is closed, so that nothing is left in the write-ahead log.
  void app.close().then(() => upkeep.stop()).then(() => data.value.store.close()).then(() => claimed.value.release()).then(() => process.exit(0), () => process.exit(1));
};
process.once('SIGINT', stop);
process.once('SIGTERM', stop);

try {
  await app.listen({ port: config.value.port, host: config.value.host });
  // One line for people and for whoever started this process: the port may have been chosen by the system.
  process.stdout.write(`县服务器已启动：${config.value.tls ? 'https' : 'http'}://${shownHost(config.value.host)}:${listeningPort() ?? config.value.port}\n`);
} catch (error) {
  await upkeep.stop();
  await data.value.store.close();
  const busy = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
  stopWith(busy ? `端口 ${config.value.port} 已被占用。请关闭占用它的程序，或用 --port 换一个端口。` : `无法监听 ${config.value.host}:${config.value.port}：${String(error)}`);
}

function listeningPort(): number | null {
  const address = app.server.address();
  return typeof address === 'object' ? address?.port ?? null : null;
}

/** The host as this machine's own browser reaches it. */
function shownHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

function stopWith(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
