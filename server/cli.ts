/** The county's command line, for whoever keeps the server: found a county, give codes, look after the data. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { toString as terminalQr } from 'qrcode';
import { ROLES, type Role } from '../shared/access.ts';
import { enrolmentText, readEnrolmentText } from '../shared/identity/enrolment-text.ts';
import { err, ok, type Result } from '../shared/kernel/result.ts';
import type { CountyDevice } from '../shared/sync/device-wire.ts';
import { keepEnrolmentCode } from './auth.ts';
import { restoreCommand, UPKEEP_COMMANDS, UPKEEP_USAGE } from './cli-upkeep.ts';
import { allowSignatures, stopDevice } from './devices.ts';
import { dataDir } from './config.ts';
import { openCountyData, type CountyData } from './county-data.ts';
import { DEMO_COUNTY, DEMO_USERS, demoRecords } from './demo/demo-county.ts';
import { tellPeople } from './people.ts';
import { newEnrolmentCode, newReplica } from './secrets.ts';
import { foundCounty, parseTownships, type CountyPlan } from './setup.ts';
import type { CountyTables } from './store/county-store.ts';
import type { Scope } from './store/people-store.ts';

const USAGE = `县服务器的命令（都可加 --data 文件夹）

  init --demo [--empty]                        建立演示县（临颍县）；--empty 不带用户和资料，留给重建
  init --code 411122 --name 临颍县 --organ 临颍县人大常委会代表工委 --townships 乡镇.csv
                                               建立一个县；乡镇表的列：code9,name,type,congress_org
  add-user --user wang --name 王秘书 --role secretary --home 411122201
                                               添加用户；角色：recorder 记录员、secretary 人大秘书、chair 主席、county 县代表工委
  rename-user --user wang --name 王主任         改用户的姓名
  move-user --user wang --role chair --home 411122202
                                               用户调动：换乡镇、换角色；各台电脑下次联系时自动跟着变
  retire-user --user wang                      用户离任：不能再登录，以前办的事仍署原名
  users                                        列出用户
  code --user wang [--origin https://县服务器地址]
                                               生成一次性接入码（24 小时内有效，只能用一次）；给出地址时连同二维码
  devices                                      列出已接入的设备
  revoke --device d-xxxxxxxxxx                 停用一台设备
  allow-signed --device d-xxxxxxxxxx           核对之后，放行已停用的设备签过名的记录（由别的电脑或U盘带来的）；设备本身仍停用
${UPKEEP_USAGE}`;

/** One command: its words on success, or a sentence on what went wrong. */
type Command = (data: CountyData, options: Options) => Promise<Result<string, string>>;
type Options = Readonly<Partial<Record<OptionName, string>>> & { readonly demo: boolean; readonly empty: boolean; readonly 'accept-revoked': boolean; readonly from?: readonly string[]; readonly folder: string };

const OPTION_NAMES = ['data', 'code', 'name', 'organ', 'townships', 'user', 'role', 'home', 'device', 'to', 'origin', 'until', 'backups', 'return'] as const;
type OptionName = (typeof OPTION_NAMES)[number];

/** The server's own role is nobody's. */
const GRANTABLE: readonly Role[] = ROLES.filter((one) => one !== 'server');

const root = fileURLToPath(new URL('..', import.meta.url));

const COMMANDS: Readonly<Record<string, Command>> = {
  init: initCounty, 'add-user': addUser, 'rename-user': renameUser, 'move-user': moveUser, 'retire-user': retireUser, users: listUsers, code: giveCode, devices: listDevices, revoke: revokeDevice, 'allow-signed': allowSigned,
  ...UPKEEP_COMMANDS,
};

// What citizens said is in these files: they are for the owner of this process only.
process.umask(0o077);
process.exitCode = await run(process.argv.slice(2));

async function run(args: readonly string[]): Promise<number> {
  const parsed = parseCommand(args);
  if (!parsed.ok) return complain(parsed.error);
  const { command, options } = parsed.value;
  if (command === 'restore') return tell(await restoreCommand(options));
  const data = await openCountyData(options.folder, Date.now());
  if (!data.ok) return complain(data.error);
  try {
    return tell(await command(data.value, options));
  } finally {
    await data.value.store.close();
  }
}

function parseCommand(args: readonly string[]): Result<{ command: Command | 'restore'; options: Options }, string> {
  const text = { type: 'string' } as const;
  try {
    const { values, positionals } = parseArgs({
      args: [...args], allowPositionals: true,
      options: {
        data: text, code: text, name: text, organ: text, townships: text, user: text, role: text, home: text, device: text, to: text, origin: text, until: text, backups: text, return: text,
        from: { type: 'string', multiple: true }, demo: { type: 'boolean', default: false }, 'accept-revoked': { type: 'boolean', default: false }, empty: { type: 'boolean', default: false },
      },
    });
    const name = positionals[0];
    const known = name !== undefined && positionals.length === 1 && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    // What restores must be the only one at the database, and opens it by itself.
    const command = positionals.length === 1 && name === 'restore' ? name : known;
    const folder = dataDir(values.data ?? process.env['MINQING_DATA'], root);
    return command ? ok({ command, options: { ...values, folder } }) : err(USAGE);
  } catch (error) {
    return err(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

async function initCounty({ store }: CountyData, options: Options): Promise<Result<string, string>> {
  const plan = options.demo ? await demoPlan(options.empty) : await planFrom(options);
  if (!plan.ok) return plan;
  const pen = { replica: newReplica(), nowMs: Date.now() };
  return store.write(async (tables) => {
    const county = await tables.people.county();
    if (county) return options.demo && county.code === DEMO_COUNTY.code ? ok(`${county.name}已经建立，没有改动。`) : err(`这里已经是${county.name}的数据。要建立另一个县，请用 --data 给出一个新文件夹。`);
    await foundCounty(tables, plan.value, pen);
    return ok(`已建立${plan.value.county.name}：${plan.value.townships.length} 个乡镇（街道），${plan.value.users.length} 个用户，${plan.value.records.length} 条基础资料。`);
  });
}

async function demoPlan(empty: boolean): Promise<Result<CountyPlan, string>> {
  const townships = parseTownships(await readFile(new URL('./demo/townships_411122.csv', import.meta.url), 'utf8'));
  return townships ? ok({ county: DEMO_COUNTY, townships, users: empty ? [] : DEMO_USERS, records: empty ? [] : demoRecords() }) : err('演示县的乡镇表已损坏，请重新安装。');
}

async function planFrom({ code, name, organ, townships: file }: Options): Promise<Result<CountyPlan, string>> {
  if (code === undefined || name === undefined || organ === undefined || file === undefined) return err(`请给出 --code、--name、--organ 和 --townships，或用 --demo。\n\n${USAGE}`);
  if (!/^\d{6}$/.test(code)) return err('县的区划代码应是 6 位数字。');
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return err(`读不了乡镇表 ${file}。请检查路径和权限。`);
  const townships = parseTownships(text);
  if (!townships || townships.length === 0 || townships.some((township) => !township.code.startsWith(code))) {
    return err(`乡镇表 ${file} 的格式不对：第一行是列名 code9,name,type,congress_org，代码应是以 ${code} 开头的 9 位数字，文件用 UTF-8 编码。`);
  }
  return ok({ county: { code, name, organ }, townships, users: [], records: [] });
}

async function addUser({ store }: CountyData, { user, name, role, home }: Options): Promise<Result<string, string>> {
  if (user === undefined || name === undefined || role === undefined || home === undefined) return err(`请给出 --user、--name、--role（${GRANTABLE.join('、')}）和 --home。`);
  if (!/^[0-9A-Za-z_.-]{1,40}$/.test(user) || user === 'server') return err('用户代号只能用英文字母、数字和 _ . -，最长 40 个，且不能是 server。');
  return store.write(async (tables) => {
    const { people } = tables;
    if ((await people.everyUser()).some((one) => one.id === user)) return err(`用户 ${user} 已经存在。`);
    const post = await postOf(tables, { role, home });
    if (!post.ok) return post;
    const { scope } = post.value;
    await people.addUser({ id: user, name, role: post.value.role, home }, Date.now());
    await tellPeople(tables, { replica: newReplica(), nowMs: Date.now() });
    return ok(`已添加用户 ${user}（${name}，${scope.organ}）。用 code --user ${user} 生成接入码。`);
  });
}

async function renameUser({ store }: CountyData, { user, name }: Options): Promise<Result<string, string>> {
  if (user === undefined || name === undefined || name.trim() === '') return err('请给出 --user 和 --name。');
  return store.write(async (tables) => {
    if (!await tables.people.renameUser(user, name.trim())) return err(`没有用户 ${user}。用 users 查看全部用户。`);
    await tellPeople(tables, { replica: newReplica(), nowMs: Date.now() });
    return ok(`用户 ${user} 已改名为${name.trim()}，各台电脑同步后显示新名字。`);
  });
}

async function retireUser({ store }: CountyData, { user }: Options): Promise<Result<string, string>> {
  if (user === undefined) return err('请用 --user 给出用户代号。');
  return store.write(async (tables) => {
    if (!await tables.people.retireUser(user)) return err(`没有用户 ${user}。用 users 查看全部用户。`);
    await tellPeople(tables, { replica: newReplica(), nowMs: Date.now() });
    return ok(`用户 ${user} 已离任，不能再登录。民情件都在乡镇名下，接任的人用自己的账号接着办，不用移交。`);
  });
}

async function moveUser({ store }: CountyData, { user, role, home }: Options): Promise<Result<string, string>> {
  if (user === undefined || (role === undefined && home === undefined)) return err('请给出 --user，以及新的 --role 或 --home（或两样）。');
  return store.write(async (tables) => {
    const before = await tables.people.user(user);
    if (!before) return err(`没有用户 ${user}。用 users 查看全部用户。`);
    const post = await postOf(tables, { role: role ?? before.role, home: home ?? before.home });
    if (!post.ok) return post;
    await tables.audit.note('user-moved', { user, role: post.value.role, home: post.value.scope.code }, Date.now());
    await tables.people.moveUser(user, { role: post.value.role, home: post.value.scope.code });
    await tellPeople(tables, { replica: newReplica(), nowMs: Date.now() });
    return ok(`用户 ${user}（${before.name}）现在在${post.value.scope.organ}。原来的电脑下次联系时自动跟着变；以前办的事仍署原名。`);
  });
}

/** A role that may be given, in a scope where it belongs. */
async function postOf({ people }: CountyTables, { role, home }: { role: string; home: string }): Promise<Result<{ role: Role; scope: Scope }, string>> {
  const found = GRANTABLE.find((one) => one === role);
  if (!found) return err(`--role 应是 ${GRANTABLE.join('、')} 之一。`);
  const scope = (await people.scopes()).find((one) => one.code === home);
  if (!scope) return err(`没有区划代码为 ${home} 的县或乡镇。请先用 init 建立。`);
  if ((found === 'county') !== (scope.tier === 'county')) return err('county 角色的 --home 应是县的 6 位代码，其他角色应是乡镇的 9 位代码。');
  return ok({ role: found, scope });
}

async function listUsers({ store }: CountyData): Promise<Result<string, string>> {
  const users = await store.read(({ people }) => people.users());
  return ok(users.map((user) => [user.id, user.name, user.role, user.home].join('\t')).join('\n') || '还没有用户。');
}

async function giveCode({ store, key }: CountyData, { user, origin }: Options): Promise<Result<string, string>> {
  if (user === undefined) return err('请用 --user 给出用户代号。');
  if (origin !== undefined && readEnrolmentText(enrolmentText({ server: origin, code: 'ABCDEFGH' })) === null) return err('--origin 应是电脑上填的县服务器地址，例如 https://minqing.example.gov.cn ，后面不带斜线。');
  const code = newEnrolmentCode();
  const kept = await store.write(async (tables) => (await tables.people.user(user)) !== null && keepEnrolmentCode(tables, code, { key, user, nowMs: Date.now() }));
  if (!kept) return err(`没有用户 ${user}。用 users 查看全部用户。`);
  // Scripts read the code alone; the picture is for whoever sits at a terminal or asked for it.
  if (origin === undefined && !process.stdout.isTTY) return ok(code);
  return ok(`${code}\n\n${await terminalQr(enrolmentText({ server: origin ?? null, code }), { type: process.stdout.isTTY ? 'terminal' : 'utf8', small: true, errorCorrectionLevel: 'M' })}`);
}

async function listDevices({ store }: CountyData): Promise<Result<string, string>> {
  const devices = await store.read((tables) => tables.devices.all());
  const when = (ms: number | null) => (ms === null ? '—' : new Date(ms).toISOString());
  const line = (device: CountyDevice) => [
    device.id, device.user, device.name, `接入 ${when(device.enrolledAt)}`, `最近 ${when(device.lastSeenAt)}`, device.revokedAt === null ? '使用中' : `已停用 ${when(device.revokedAt)}`,
    device.waiting === null ? '' : `上次联系时待传 ${device.waiting} 条`, device.appVersion ?? '', device.copiedAt === null ? '' : `资料曾被复制或还原 ${when(device.copiedAt)}`, device.replacedBy === null ? '' : `已重新接入为 ${device.replacedBy}`, device.signaturesAllowed ? '签名已放行' : '',
  ].filter((part) => part !== '').join('\t');
  return ok(devices.map(line).join('\n') || '还没有设备。');
}

async function revokeDevice({ store }: CountyData, { device }: Options): Promise<Result<string, string>> {
  if (device === undefined) return err('请用 --device 给出设备代号。');
  const done = await store.write((tables) => stopDevice(tables, device, { by: '', nowMs: Date.now() }));
  return done && !done.again ? ok(`设备 ${device} 已停用，它不能再上报和下载。`) : err(`没有使用中的设备 ${device}。用 devices 查看全部设备。`);
}

async function allowSigned({ store }: CountyData, { device }: Options): Promise<Result<string, string>> {
  if (device === undefined) return err('请用 --device 给出设备代号。');
  const done = await store.write((tables) => allowSignatures(tables, device, { by: '', nowMs: Date.now() }));
  return done ? ok(`设备 ${device} 签过名的记录已放行，带着它们的电脑再次打开或同步时就会收下。设备本身的停用不变。`) : err(`没有设备 ${device}，或者它没有签名用的密钥。用 devices 查看全部设备。`);
}

function tell(done: Result<string, string>): number {
  if (!done.ok) return complain(done.error);
  process.stdout.write(`${done.value}\n`);
  return 0;
}

function complain(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 1;
}
