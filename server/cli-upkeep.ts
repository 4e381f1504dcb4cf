/** The commands with which a county's data is looked after: checked, mended, backed up, restored, rebuilt. */
import { basename, resolve } from 'node:path';
import { codeWords } from '../shared/bundle/code.ts';
import { err, ok, type Result } from '../shared/kernel/result.ts';
import type { RefusalCode } from '../shared/judge.ts';
import { refusalText } from '../shared/refusal-text.ts';
import { isLocalDate } from '../shared/kernel/local-date.ts';
import { backupAttachments } from './attachment-backup.ts';
import { backupsFolder, listBackups, makeBackup, momentWords } from './backups.ts';
import { bringIn } from './bring-in.ts';
import { bundledFiles, readBundleFile, readWholeBundle } from './bundle-files.ts';
import type { CountyData } from './county-data.ts';
import { replyTo, replyToAll, type Replied } from './county-reply.ts';
import { drill } from './drill.ts';
import { createLogVerifier } from './log-verifier.ts';
import type { MendReport } from './mend.ts';
import { restoreCounty } from './restore.ts';
import { newReplica } from './secrets.ts';
import type { CountyStore } from './store/county-store.ts';
import { takeIn } from './take-in.ts';
import { backupCounty, checkCounty, rebuildCounty } from './upkeep.ts';
import { noteUpkeep, readUpkeepNotes, type DrillReport } from './upkeep-notes.ts';

/** What these commands are told. `folder` is the data folder; `from` the files in the order given. */
export interface UpkeepOptions { readonly folder: string; readonly to?: string; readonly from?: readonly string[]; readonly until?: string; readonly code?: string; readonly backups?: string; readonly 'accept-revoked'?: boolean; readonly return?: string; readonly device?: string }

export type UpkeepCommand = (data: CountyData, options: UpkeepOptions) => Promise<Result<string, string>>;

export const UPKEEP_USAGE = `  rebuild                                      由台账重建统计表
  check                                        核对全部数据；连同上次备份、上次恢复演练
  mend                                         通读全部台账；有坏的、缺的就修好，缺的由各台电脑补回来
  audit                                        维护记录：修过、恢复过、演练过什么
  backup [--to 文件]                           备份数据库和附件并核对（县密钥文件 county.key 请另行保管）；不给 --to 就放进自动备份的文件夹
  backups [--backups 文件夹]                   列出自动备份（开着服务器时每天夜里一份；留 7 天、5 周、12 个月）
  drill                                        恢复演练：把最新的备份恢复到临时文件夹，核对、比对，说出要多少秒
  restore --from 备份 [--until '2026-11-20 18:00'] [--to 文件夹]
                                               从备份恢复（先停服务器）；可只恢复到某一时刻；原来的数据库改名留着
  bring-in --from 文件.mqb [--code 口令] [--accept-revoked] [--return 回信.mqb]
                                               把U盘带来的、还没上传的记录收进来：逐条核对签名，同各台电脑自己上传一样；已停用的电脑、以前在那里工作现已调走的人写的，核对后加 --accept-revoked 才收
                                               锁给县里的不用口令；--return 写一封回信带回去：那台电脑导入后就知道哪些县里已收到，并补上它缺的
  reply --device d-xxxxxxxxxx --to 回信.mqb    没有带文件来的电脑，或带来的文件没有签名：核对是哪台电脑，给它写一封回信（它那个乡镇的全部记录）
  take-in --from 文件.mqb --code 口令          县服务器和密钥都丢了：用各乡镇导出的“全部”交换文件重建（可多个 --from，口令按顺序用逗号隔开）`;

/** Commands on an opened county. */
export const UPKEEP_COMMANDS: Readonly<Record<string, UpkeepCommand>> = {
  rebuild: async ({ store }) => ok(`统计表已重建：${await store.write(rebuildCounty)} 件。`),
  check: checkData, mend: mendData, audit: showAudit, backup: backupAll, backups: showBackups, drill: drillNow, 'bring-in': bringInFile, reply: replyToDevice, 'take-in': takeInFiles,
};

/** Restores a backup. The county's own database must not be open for it. */
export async function restoreCommand({ folder, from = [], until, to }: UpkeepOptions): Promise<Result<string, string>> {
  const [file] = from;
  if (file === undefined || from.length > 1) return err('请用 --from 给出一份备份（用 backups 查看有哪些）。');
  const moment = until === undefined ? null : parseMoment(until);
  if (until !== undefined && moment === null) return err(`看不懂时间“${until}”。请写成 --until '2026-11-20 18:00'（北京时间）。`);
  const target = to === undefined ? folder : resolve(to);
  const done = await restoreCounty({ file: resolve(file), dataDir: folder, target, until: moment, attachments: 'brought', nowMs: Date.now() });
  if (!done.ok) return done;
  const { report, cut, kept, standing, attachmentsMissing } = done.value;
  return ok([
    `已恢复到 ${target}：${report.entries} 条记录，${report.cases} 件。${moment === null ? '' : `${momentWords(moment)} 之后收到的 ${cut} 条已去掉。`}`,
    kept === null ? '这里原来没有数据库。' : `原来的数据库留在 ${kept}。`,
    standing === 'newest' ? '用户、设备、接入码和编号以恢复前的为准：停用的设备、用过的接入码不会又能用，编号不会重给。' : '恢复前的数据库读不出来，用户和设备以备份为准：请用 devices 核对，把这以后停用过的设备再停用一次；没用过的接入码都已作废。',
    attachmentsMissing === 0 ? '附件齐全。' : `有 ${attachmentsMissing} 个附件备份里没有，有原件的电脑会补传。`,
    '启动服务器以后：各台电脑下次联系时会发现县里的台账变短了，自动把县里缺的补回来，不用人管；凡是还在某台电脑上的记录都会回来，要撤销办错的事请在程序里更正。',
  ].join('\n'));
}

async function checkData({ store }: CountyData, options: UpkeepOptions): Promise<Result<string, string>> {
  const { entries, cases, faults, notes } = await checkCounty(store);
  const { drill: drilled, backupFault } = await store.read(readUpkeepNotes);
  const [newest] = await listBackups(await folderOf(store, options));
  const lines = [
    ...faults, ...notes,
    newest ? `最近一份自动备份：${momentWords(newest.at)}。` : '还没有自动备份。',
    ...(backupFault ? [`${momentWords(backupFault.at)} 的自动备份没有成功：${backupFault.sentence}`] : []),
    ...(drilled ? [drillWords(drilled)] : []),
  ].join('\n');
  return faults.length > 0 ? err(`核对发现 ${faults.length} 处问题：\n${lines}`) : ok(`核对无误：${entries} 条记录，${cases} 件。\n${lines}`);
}

async function mendData({ store }: CountyData): Promise<Result<string, string>> {
  const reports: MendReport[] = [];
  const verifier = createLogVerifier({ store, now: () => Date.now(), onMended: (report) => { reports.push(report); } });
  for (const { code } of await store.read(({ people }) => people.scopes())) await verifier.scrub(code);
  const words = reports.map(({ scope, sound, setAside, missing, moved }) => `${scope}：从第 ${sound.rev + 1} 条起，坏的 ${setAside} 条已另存，缺 ${missing} 条，重排 ${moved} 条。`);
  return ok(reports.length === 0 ? '全部台账都完好，没有改动。' : `${words.join('\n')}\n已修好。各台电脑下次联系时会发现，自动把缺的补回来。`);
}

async function showAudit({ store }: CountyData): Promise<Result<string, string>> {
  const { lines, broken } = await store.read(async ({ audit }) => ({ lines: await audit.lines(), broken: await audit.brokenAt() }));
  const words = lines.map(({ n, at, what, facts }) => [n, momentWords(at), what, ...Object.entries(facts).map(([name, value]) => `${name}=${value ?? ''}`)].join('\t'));
  return broken === null ? ok(words.join('\n') || '还没有维护记录。') : err(`${words.join('\n')}\n第 ${broken} 行被改动过，或它前面少了一行。`);
}

/** The database first: files that arrive meanwhile are in the next backup. */
async function backupAll({ store }: CountyData, options: UpkeepOptions): Promise<Result<string, string>> {
  const kept = '县密钥文件 county.key 不在备份中，请另行保管。';
  if (options.to === undefined) {
    const made = await makeBackup(store, { dataDir: options.folder, folder: await folderOf(store, options) }, Date.now());
    if (!made.ok) return made;
    const { backup, report, attachments, warning } = made.value;
    return ok(`已备份到 ${backup.file}，核对无误：${report.entries} 条记录，${report.cases} 件，${attachments} 个附件。${warning ?? ''}${kept}`);
  }
  const file = resolve(options.to);
  const made = await backupCounty(store, file);
  if (!made.ok) return made;
  const { copied, faulty } = await backupAttachments(store, options.folder, `${file}.attachments`);
  if (faulty.length > 0) return err(`数据库已备份到 ${file}，但有 ${faulty.length} 个附件缺失或损坏：${faulty.slice(0, 5).join('、')}。有原件的电脑连上后会补传；请检查磁盘。`);
  return ok(`已备份到 ${file}，核对无误：${made.value.entries} 条记录，${made.value.cases} 件，${copied} 个附件。${kept}`);
}

async function showBackups({ store }: CountyData, options: UpkeepOptions): Promise<Result<string, string>> {
  const folder = await folderOf(store, options);
  const { backupFault } = await store.read(readUpkeepNotes);
  const list = (await listBackups(folder)).map(({ file, at, bytes }) => [momentWords(at), `${(bytes / 1024 ** 2).toFixed(1)} MB`, basename(file)].join('\t'));
  const fault = backupFault ? [`${momentWords(backupFault.at)} 的自动备份没有成功：${backupFault.sentence}`] : [];
  return ok([`自动备份在 ${folder}：`, ...list, ...(list.length === 0 ? ['还没有。'] : []), ...fault].join('\n'));
}

async function drillNow({ store }: CountyData, options: UpkeepOptions): Promise<Result<string, string>> {
  const done = await drill(store, { dataDir: options.folder, folder: await folderOf(store, options) }, Date.now());
  if (!done.ok) return done;
  const { value } = done;
  await store.write(async (tables) => {
    await noteUpkeep(tables, { drill: value });
    await tables.audit.note('drilled', { backup: value.backup, seconds: value.seconds, entries: value.entries, compared: value.compared, faults: value.faults.length }, value.at);
  });
  return value.faults.length === 0 ? ok(drillWords(value)) : err(drillWords(value));
}

function drillWords({ at, backup, seconds, entries, cases, compared, attachments, faults }: DrillReport): string {
  const found = faults.length === 0 ? '核对无误' : `发现 ${faults.length} 处问题：${faults.join('；')}`;
  return `恢复演练（${momentWords(at)}，${backup}）：${seconds} 秒恢复好 ${entries} 条记录、${cases} 件；抽查 ${compared} 件与现在的比对，抽查 ${attachments} 个附件，${found}。`;
}

async function bringInFile(data: CountyData, { folder, from = [], code = '', 'accept-revoked': acceptRevoked = false, return: back }: UpkeepOptions): Promise<Result<string, string>> {
  const [file] = from;
  const { store, key } = data;
  if (file === undefined || from.length > 1) return err('请用 --from 给出一个交换文件；不是锁给县里的，还要用 --code 给出口令。');
  const openers = { typed: code, opener: key.opener };
  if (!await store.read(({ people }) => people.county())) return err('这里还没有建立县。请先用 init 建立。');
  const pen = { replica: newReplica(), nowMs: Date.now() };
  const files = await bundledFiles(store, folder, pen.nowMs);
  try {
    // Read twice: files are kept only when an entry that the county holds names them.
    const read = await readWholeBundle(resolve(file), openers, () => Promise.resolve());
    if (!read.ok) return read;
    const receipts = { issue: (id: string) => key.receipt(id), verify: (id: string, receipt: string) => key.proves(id, receipt) };
    const done = await store.write((tables) => bringIn(tables, read.value, { receipts, acceptRevoked, pen }));
    if (!done.ok) return done;
    const again = await readWholeBundle(resolve(file), openers, async (found) => { if (done.value.files.has(found.hash)) await files.keep(found); });
    if (!again.ok) return again;
    const { maker, taken, known, unsigned, refused, cases } = done.value;
    const replied = back === undefined ? null : await replyTo({ header: read.value.header, maker }, data, { folder, file: resolve(back), pen });
    return ok([
      `已收下 ${taken} 条记录，${cases} 件；${known} 条本来就有。附件 ${await files.end()} 个。`,
      ...(replied === null ? [] : [replied.ok ? replyWords(replied.value) : replied.error]),
      ...(unsigned > 0 ? [`${unsigned} 条没有签名，没有收：请让写它的电脑自己上传。`] : []),
      ...[...refused].map(([why, count]) => refusedWords(why, count, acceptRevoked)),
    ].join('\n'));
  } finally {
    await files.end();
  }
}

function refusedWords(why: RefusalCode, count: number, acceptRevoked: boolean): string {
  if (why === 'foreign-scope' && acceptRevoked) return `${count} 条是没有在那个乡镇工作过的人写的，没有收。`;
  if (why === 'foreign-scope') return `${count} 条是现在不在那个乡镇的人写的，没有收。核对无误（例如调走以前写的）后加 --accept-revoked 再收一次。`;
  if (why === 'signer-revoked') return `${count} 条是已停用的电脑（或已离任的人）写的，没有收。核对无误后加 --accept-revoked 再收一次。`;
  return `${count} 条没有收：${refusalText({ code: why })}`;
}

async function replyToDevice(data: CountyData, { folder, device, to }: UpkeepOptions): Promise<Result<string, string>> {
  if (device === undefined || to === undefined) return err('请用 --device 给出设备代号，用 --to 给出回信的文件名。');
  const replied = await replyToAll(device, data, { folder, file: resolve(to), pen: { replica: newReplica(), nowMs: Date.now() } });
  return replied.ok ? ok(replyWords(replied.value)) : replied;
}

function replyWords({ file, entries, attachments, left, code }: Replied): string {
  if (file === null) return '那台电脑知道的和县里一样多，不用写回信。';
  return `回信写好了：${file}，${entries} 条记录、${attachments} 个附件。${left === 0 ? '' : `另有 ${left} 个附件太大太多，没有放进去，联网后会自动下载。`}${code === null ? '只有那台电脑能打开，不用口令。' : `口令：${codeWords(code)}（另行告诉，不要写在U盘上）`}请带回去，在那台电脑的“U盘交换”里导入。`;
}

async function takeInFiles({ store, key }: CountyData, { folder, from = [], code = '' }: UpkeepOptions): Promise<Result<string, string>> {
  if (from.length === 0) return err('请用 --from 给出交换文件（可多个），用 --code 给出口令（多个时按顺序用逗号隔开）；锁给县里的，县密钥文件还在就不用口令。');
  if (!await store.read(({ people }) => people.county())) return err('这里还没有建立县。请先用 init 建立（演示县加 --empty）。');
  const codes = code.split(',');
  const nowMs = Date.now();
  const files = await bundledFiles(store, folder, nowMs);
  const entries: unknown[] = [];
  try {
    for (const [i, file] of from.entries()) {
      const read = await readBundleFile(resolve(file), { typed: codes[i] ?? codes[0] ?? '', opener: key.opener }, files.keep);
      // One that is not whole changes nothing: attachments that were kept meanwhile prove themselves.
      if (!read.ok) return read;
      for (const entry of read.value) entries.push(entry);
    }
  } finally {
    await files.end();
  }
  const { taken, known, refused, users, cases } = await store.write((tables) => takeIn(tables, entries, { replica: newReplica(), nowMs }));
  const left = Object.values(refused).reduce((sum, n) => sum + n, 0);
  return ok([
    `已收下 ${taken} 条记录，${cases} 件；${known} 条本来就有。${left === 0 ? '' : `有 ${left} 条没有收：${refused['foreign-scope']} 条不属于这个县的乡镇，其余 ${left - refused['foreign-scope']} 条不完整。`}`,
    users.length === 0 ? '没有新的用户。' : `按记录重建了用户，请逐个核对角色：\n${users.map((user) => [user.id, user.name, user.role, user.home, user.active ? '' : '已离任'].join('\t')).join('\n')}`,
    '各台电脑要用新的接入码重新接入（code --user …）；接入后自动把县里还缺的补上。',
  ].join('\n'));
}

async function folderOf(store: CountyStore, { folder, backups }: UpkeepOptions): Promise<string> {
  const { folder: noted } = await store.read(readUpkeepNotes);
  return backupsFolder(folder, backups ?? process.env['MINQING_BACKUPS'] ?? noted ?? undefined);
}

/** `2026-11-20 18:00` in China, as epoch milliseconds; null when it is none. */
function parseMoment(text: string): number | null {
  const match = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}):(\d{2})$/.exec(text.trim().replaceAll('：', ':'));
  const [, date = '', hour = '', minute = ''] = match ?? [];
  if (!isLocalDate(date) || Number(hour) > 23 || Number(minute) > 59) return null;
  return Date.parse(`${date}T${hour}:${minute}:00+08:00`);
}
