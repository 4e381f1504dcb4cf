/**
 * A township in the middle of its year: the real cases of the source documents, registered over the last weeks and standing in every state, pushed to a
 * county server as a device would. For looking at full screens and for measuring with thousands of cases.
 */
import { OFFICIAL_CALENDAR, addWorkdays } from '../../shared/calendar/calendar.ts';
import { addDays } from '../../shared/kernel/local-date.ts';
import type { Entry } from '../../shared/ledger/entry.ts';
import { deadline } from '../../shared/rules/deadline.ts';
import { RULES } from '../../shared/rules/deadline-rules.ts';
import type { Enrolment } from '../../shared/sync/wire.ts';
import { PROTOCOL_VERSION } from '../../shared/sync/wire.ts';
import { demoRecords, DEMO_TOWNSHIP } from '../../server/demo/demo-county.ts';
import { Device } from '../server/device.ts';
import { activitiesOf } from './fill-activities.ts';
import { suggestionsOf } from './fill-suggestions.ts';
import { walkPlan, type Walked } from './walk-plan.ts';

const CHANNELS = { '网格/微信群': 'wechat_group', 其他: 'other', 站点问政: 'station_qna', 接待选民日: 'reception_day', 民情夜市: 'night_market', 走访: 'visit', '代表·局长面对面': 'bureau_face_to_face', '12345转来': 'hotline', 议事会: 'council' } as const;
const MATTERS = { 意见建议: 'opinion', 矛盾纠纷: 'dispute', 金点子: 'golden_idea' } as const;
const LEVELS = { 小事: 'minor', 共性: 'common', 大事: 'major' } as const;
const LEVEL_RULES = { 小事: 'CASE_MINOR', 共性: 'CASE_COMMON', 大事: 'CASE_MAJOR' } as const;
const SURNAMES = ['张', '李', '王', '刘', '赵', '宋', '马', '郭', '陈', '周'];
const BATCH = 300;

/** Fills the township of a county that serves at `origin`; `code` is a one-time code of its secretary. Returns how many cases there are. */
export async function fillCounty(origin: string, code: string, { cases = 108, today }: { readonly cases?: number; readonly today: string }): Promise<number> {
  const answer = await fetch(`${origin}/api/enrol`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ protocol: PROTOCOL_VERSION, code, device: '资料录入' }) });
  if (!answer.ok) throw new Error(`not enrolled: ${await answer.text()}`);
  const enrolment = await answer.json() as Enrolment;
  const device = new Device(enrolment, origin);
  await device.pullAll();
  const plan = walkPlan();
  let batch: Entry[] = [];
  for (let n = 0; n < cases; n++) {
    const one = plan[n % plan.length];
    if (one) batch.push(...lifeOf(device, one, { n, today }));
    if (batch.length >= BATCH || n === cases - 1) { await device.accepted(batch); batch = []; }
  }
  await device.accepted(suggestionsOf(device, today));
  await device.accepted(activitiesOf(device, today));
  return cases;
}

const records = demoRecords();
const villages = records.filter(({ type, scope }) => type === 'village.updated' && scope === DEMO_TOWNSHIP).map(({ subject }) => subject);
const units = records.filter(({ type }) => type === 'unit.updated');

/** The entries of one case, as far as a case of that age has got. */
function lifeOf(device: Device, one: Walked, { n, today }: { readonly n: number; readonly today: string }): Entry[] {
  const receivedOn = addDays(today, -(n * 7) % 60);
  const subject = `case:filled${String(n).padStart(6, '0')}`;
  const nowMs = Date.parse(`${receivedOn}T11:00:00Z`) + n * 1000;
  const entries: Entry[] = [];
  const act = (type: string, body: Record<string, unknown>) => { entries.push(device.write({ subject, type, body }, nowMs + entries.length * 60_000)); };
  const settled = one.ending === 'settled';
  act('case.registered', {
    channel: CHANNELS[one.channel as keyof typeof CHANNELS], matter: MATTERS[one.matter], words: one.words, title: one.title, receivedOn, tempNo: `临-demo-${n + 1}`, village: villages[n % villages.length],
    ...(n % 4 === 3 ? {} : { reporter: { name: `${SURNAMES[n % 10] ?? '张'}${['秀英', '国强', '海霞', '长顺', '玉梅'][n % 5] ?? ''}`, ...(n % 3 === 0 ? { phone: `1390395${String(1000 + (n % 500))}` } : {}) } }),
    deputies: ['deputy:zhangjianguo'], ...(settled ? { answeredOnSpot: one.answer } : {}), ...(n % 29 === 0 ? { urgent: true } : {}),
  });
  const age = (n * 7) % 60;
  if (!settled) {
    if (age < 2) return entries;
    const sortedOn = addWorkdays(OFFICIAL_CALENDAR, receivedOn, 1);
    act('case.sorted', { title: one.title, category: one.category, level: LEVELS[one.level], on: sortedOn });
    if (n % 37 === 5) { act('case.declined', { route: 'guide_petition', reason: '属于个人信访事项', where: '县信访局', on: sortedOn }); return entries; }
    if (n % 31 === 7) { act('case.reported', { reason: '涉及县直单位，乡里协调不了', on: sortedOn }); return entries; }
    if (age < 6) return entries;
    const assignedOn = addWorkdays(OFFICIAL_CALENDAR, sortedOn, 1);
    const unit = units.find(({ set }) => Array.isArray(set['categories']) && set['categories'].includes(one.category)) ?? units[0];
    const rule = RULES[LEVEL_RULES[one.level]];
    act('case.assigned', { lead: unit?.subject, co: [], orderNo: `皇帝庙交〔2026〕${n + 1}号`, on: assignedOn, dueOn: deadline(rule, assignedOn, OFFICIAL_CALENDAR).on, rule: rule.id, length: { n: rule.n, unit: rule.unit } });
    if (n % 3 !== 0) act('case.acknowledged', { on: assignedOn, by: '收发室' });
    if (age < 20 || one.ending === 'handling') { if (n % 5 === 0) act('case.supervised', { grade: 'urge', orderNo: `皇帝庙督〔2026〕${n + 1}号`, reason: '快到期了', on: addDays(assignedOn, 5) }); return entries; }
    const repliedOn = addDays(assignedOn, 6);
    const promised = one.ending === 'promised';
    act('case.replied', { unit: unit?.subject, class: promised ? 'in_progress' : 'resolved', text: one.answer || '已办理完毕。', on: repliedOn, ...(promised ? { plan: one.answer, promisedOn: addDays(repliedOn, 30) } : {}) });
    if (age < 26) return entries;
    act('case.relayed', { to: 'citizen', way: 'phone', by: '王秘书', on: addDays(repliedOn, 1) });
  }
  if (age < 34) return entries;
  const on = addDays(receivedOn, 20);
  act('case.evaluated', { by: 'citizen', grade: n % 11 === 0 ? 'basic' : 'satisfied', way: 'phone', collectedBy: '王秘书', on });
  if (age < 40) return entries;
  act('case.evaluated', { by: 'deputy', deputy: 'deputy:zhangjianguo', grade: 'satisfied', way: 'in_person', collectedBy: '王秘书', on });
  if (age >= 44 && one.ending !== 'promised') act('case.closed', { on: addDays(on, 1) });
  return entries;
}
