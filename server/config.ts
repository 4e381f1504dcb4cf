/** The server's settings: from the command line, else from the environment, else the defaults. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { err, ok, type Result } from '../shared/kernel/result.ts';
import { backupsFolder } from './backups.ts';

export interface ServerConfig {
  readonly port: number;
  readonly host: string;
  /** The folder of the database and the county's key. */
  readonly data: string;
  /** The folder of automatic backups. */
  readonly backups: string;
  /** The folder of the built page. */
  readonly static: string;
  /** Bytes that the attachments of one township may take. */
  readonly quotaBytes: number;
  readonly tls: { readonly cert: string; readonly key: string } | null;
}

export const USAGE = `县服务器

  node server/main.ts [--port 8787] [--host 127.0.0.1] [--data out/county] [--static dist/renderer]
                      [--tls-cert FILE --tls-key FILE] [--quota-gb 10] [--backups out/county/backups]

--quota-gb 是每个乡镇的附件最多占多少 GB。
--backups 是每天自动备份放在哪里，最好是另一块磁盘。

--host 0.0.0.0 时其他电脑可以连接；请同时给出证书，或在前面放一个 HTTPS 反向代理。
也可用环境变量 MINQING_PORT、MINQING_HOST、MINQING_DATA、MINQING_STATIC、MINQING_TLS_CERT、MINQING_TLS_KEY、MINQING_QUOTA_GB、MINQING_BACKUPS。`;

/** About 20,000 pictures a township. */
const DEFAULT_QUOTA_GB = 10;

/** Reads the settings; the error is a sentence for the operator. `root` is the project's folder, against which defaults are resolved. */
export async function readConfig(args: readonly string[], env: NodeJS.ProcessEnv, root: string): Promise<Result<ServerConfig, string>> {
  const parsed = parseOptions(args);
  if (!parsed.ok) return parsed;
  const given = (name: keyof typeof parsed.value, variable: string) => parsed.value[name] ?? env[variable];
  const port = Number(given('port', 'MINQING_PORT') ?? '8787');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return err(`端口应是 0 到 65535 之间的整数（0 表示任选一个）。\n\n${USAGE}`);
  const quotaGb = Number(given('quota-gb', 'MINQING_QUOTA_GB') ?? DEFAULT_QUOTA_GB);
  if (!(quotaGb > 0)) return err(`--quota-gb 应是大于 0 的数。\n\n${USAGE}`);
  const tls = await readTls(given('tls-cert', 'MINQING_TLS_CERT'), given('tls-key', 'MINQING_TLS_KEY'));
  if (!tls.ok) return tls;
  const data = dataDir(given('data', 'MINQING_DATA'), root);
  return ok({
    quotaBytes: quotaGb * 1024 ** 3, port, host: given('host', 'MINQING_HOST') ?? '127.0.0.1', tls: tls.value,
    data, backups: backupsFolder(data, given('backups', 'MINQING_BACKUPS')), static: resolve(given('static', 'MINQING_STATIC') ?? resolve(root, 'dist/renderer')),
  });
}

/** The data folder: as given, or `out/county` in the project. */
export function dataDir(given: string | undefined, root: string): string {
  return given === undefined ? resolve(root, 'out/county') : resolve(given);
}

function parseOptions(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({ args: [...args], options: { port: text, host: text, data: text, static: text, 'tls-cert': text, 'tls-key': text, 'quota-gb': text, backups: text } });
    return ok(values);
  } catch (error) {
    return err(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

async function readTls(cert: string | undefined, key: string | undefined): Promise<Result<ServerConfig['tls'], string>> {
  if (cert === undefined && key === undefined) return ok(null);
  if (cert === undefined || key === undefined) return err('证书和私钥要同时给出：--tls-cert 和 --tls-key。');
  try {
    return ok({ cert: await readFile(cert, 'utf8'), key: await readFile(key, 'utf8') });
  } catch {
    return err(`读不了证书 ${cert} 或私钥 ${key}。请检查路径和权限。`);
  }
}
