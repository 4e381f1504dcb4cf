/** Addresses, chips, dates and the pill: what the desk says. */
import type { CountyProbe } from '../../shared/desktop-api.ts';
import { describe, expect, it } from 'vitest';
import { caseAddress, readCaseAddress, withParam } from '../../renderer/screens/cases/case-address.ts';
import { filterChips } from '../../renderer/screens/cases/filter-chips.ts';
import { stepWords, verdictWords } from '../../renderer/screens/settings/sync/connection-words.ts';
import { completeAddress } from '../../renderer/screens/welcome/complete-address.ts';
import { kindsFor } from '../../renderer/store/duty-answers.ts';
import { NO_DIRECTORY } from '../../renderer/store/api.ts';
import type { OpenReport, SyncStatus } from '../../renderer/store/api.ts';
import { TEST_FINDINGS, type TestStep } from '../../renderer/store/sync-api.ts';
import { dayWords, instantWords, momentWords, narrowDay } from '../../renderer/ui/format-date.ts';
import { recoveryWords } from '../../renderer/ui/frame/recovery-words.ts';
import { clockWarning, pillWords } from '../../renderer/ui/sync-words.ts';
import { ROLES } from '../../shared/access.ts';
import { DUTY_KINDS } from '../../shared/case/duties.ts';

const TODAY = '2026-05-18';
const NOW = Date.parse('2026-05-18T06:10:00Z');
const read = (search: string) => readCaseAddress(new URLSearchParams(search), TODAY, 'wang');

describe('the address of a list', () => {
  it('is read back as the filter it came from', () => {
    expect(read('open=1&category=道路交通&month=2026-05&text=路灯').filter).toEqual({ open: true, category: '道路交通', month: '2026-05', text: '路灯' });
    expect(read('due=overdue').filter).toEqual({ overdueOn: TODAY });
    expect(read('due=soon').filter).toEqual({ overdueOn: TODAY, dueBy: '2026-05-21' });
    expect(read('status=sorting.handling').filter).toEqual({ statuses: ['sorting', 'handling'] });
    expect(read('relay=waiting').filter).toEqual({ unrelayed: true });
    expect(read('mentions=me&mine=1').filter).toEqual({ mentions: 'wang', actor: 'wang' });
    expect(read('gathered=1&repeated=1&urgent=1&paused=1&promised=1&unsatisfied=1').filter).toEqual({ gathered: true, repeated: true, urgent: true, paused: true, promised: true, unsatisfied: true });
    expect(read('unit=unit:a&channel=qr&grade=listing&route=guide_petition&from=2026-05-01&to=2026-05-31').filter).toEqual({ unit: 'unit:a', channel: 'qr', grade: 'listing', route: 'guide_petition', receivedFrom: '2026-05-01', receivedTo: '2026-05-31' });
  });

  it('leaves out what makes no sense', () => {
    expect(read('status=nonsense&level=huge&month=2026-13&due=yesterday&sort=colour&urgent=yes&channel=radio&from=2026-02-30').filter).toEqual({});
  });

  it('orders deadlines by the nearest and everything else by the newest, until told otherwise', () => {
    expect(read('sort=due')).toMatchObject({ sort: 'due', descending: false });
    expect(read('')).toMatchObject({ sort: 'received', descending: true });
    expect(read('order=up')).toMatchObject({ descending: false });
  });

  it('of every duty of 今日 asks for the duty\'s own list', () => {
    for (const kind of DUTY_KINDS) expect(read(`duty=${kind}&sort=due`).filter).toEqual({ duty: { kind, on: TODAY } });
  });

  it('keeps the case and the filter together', () => {
    expect(caseAddress('case:a', withParam(new URLSearchParams('open=1'), 'text', '灯'))).toBe('/cases/case:a?open=1&text=%E7%81%AF');
    expect(caseAddress(null, withParam(new URLSearchParams('open=1'), 'open', null))).toBe('/cases');
  });

  it('has a chip for each condition, which is taken away by its parameter', () => {
    const params = 'scope=411122201&refused=1&contested=1&relay=done&due=soon&open=1&status=closed&category=教育&level=major&village=village:a&lead=unit:a&activity=activity:a&month=2026-05&text=路&urgent=1&paused=1&promised=1&unsatisfied=1&gathered=1&repeated=1&mentions=me&mine=1&grade=any&route=not_accept&channel=visit&unit=unit:a&follows=case:a&from=2026-05-01&to=2026-05-31&duty=to_sort';
    const chips = filterChips(read(params), { directory: NO_DIRECTORY, activities: [], scopeName: () => '皇帝庙乡', today: TODAY });
    expect(chips.map(({ param }) => param).sort()).toEqual([...new URLSearchParams(params).keys()].sort());
    expect(chips.every(({ words }) => words.trim() !== '')).toBe(true);
  });
});

describe('today', () => {
  it('shows what is late to every role, and other duties to those who may do them', () => {
    for (const role of ROLES) {
      expect(kindsFor({ role }), role).toEqual(expect.arrayContaining(['refused', 'contested', 'overdue', 'promise_overdue', 'supervision_late', 'mentioned']));
    }
    expect(kindsFor({ role: 'recorder' })).not.toContain('to_assign');
    expect(kindsFor({ role: 'recorder' })).toContain('to_evaluate_citizen');
    expect(kindsFor({ role: 'secretary' })).toEqual(expect.arrayContaining(['to_sort', 'to_assign', 'to_relay', 'to_close']));
    expect(kindsFor({ role: 'secretary' })).not.toContain('to_review');
    expect(kindsFor({ role: 'county' })).toEqual(expect.arrayContaining(['to_review', 'county_assign']));
    expect(kindsFor({ role: 'county' })).not.toContain('to_assign');
  });
});

describe('dates', () => {
  it('read as people say them, with the year only where it is another one', () => {
    expect(dayWords('2026-05-18', TODAY)).toBe('5月18日 周一');
    expect(dayWords('2025-12-31', TODAY)).toBe('2025年12月31日 周三');
    expect([narrowDay('2026-05-18', TODAY), narrowDay('2025-12-31', TODAY)]).toEqual(['5月18日', '2025.12.31']);
    expect(instantWords('2026-05-18T12:41:00.000Z', TODAY)).toBe('5月18日 20:41');
    expect(instantWords('not a time', TODAY)).toBe('not a time');
    expect(momentWords(Date.parse('2026-05-18T06:02:00Z'), TODAY)).toBe('14:02');
    expect(momentWords(Date.parse('2026-05-17T06:02:00Z'), TODAY)).toBe('5月17日 14:02');
  });
});

describe('the pill', () => {
  const status = (over: Partial<SyncStatus>): SyncStatus => ({ phase: 'synced', waiting: 0, refused: 0, lastContact: Date.parse('2026-05-18T06:02:00Z'), clockOffset: 0, verifiedAt: null, reason: null, ...over });

  it.each([
    [{}, '已同步 14:02'], [{ refused: 3 }, '已同步 14:02 · 3 条没收下'], [{ waiting: 12 }, '已保存 · 12 条待传'], [{ phase: 'offline' }, '离线 · 已保存在本机'], [{ phase: 'offline', waiting: 3 }, '离线 · 已保存 · 3 条待传'],
    [{ phase: 'stopped', reason: 'unauthenticated' }, '同步已停'], [{ relaying: 5 }, '已保存 · 代传 5 条'], [{ waiting: 3, relaying: 5 }, '已保存 · 3 条待传 · 代传 5 条'], [{ phase: 'offline', relaying: 5 }, '离线 · 已保存 · 代传 5 条'], [{ lastContact: null }, '正在联系县里'], [{ phase: 'checking' }, '正在核对'],
  ] as const)('says where the words are: %j', (over, words) => {
    const { pill, explanation } = pillWords(status(over), TODAY, NOW);
    expect(pill).toBe(words);
    expect(explanation).not.toBe('');
  });

  const paused = (from: number, until: number | null = null) => ({ held: { why: 'paused' as const, from, until } });
  it.each([
    [{ ...paused(NOW), waiting: 3 }, '已暂停 · 3 条待传', 'waiting', '到您恢复为止'],
    [{ ...paused(NOW, NOW + 3_600_000) }, '已暂停 · 已保存在本机', 'waiting', '15:10 自动恢复'],
    [{ held: { why: 'metered' as const, from: NOW, until: null }, waiting: 1 }, '已暂停（流量） · 1 条待传', 'waiting', '按流量计费'],
    [{ ...paused(NOW - 25 * 3_600_000), waiting: 3 }, '已暂停 · 3 条待传', 'attention', '由您暂停'],
    [{ ...paused(NOW - 25 * 3_600_000), waiting: 0 }, '已暂停 · 已保存在本机', 'waiting', '由您暂停'],
    // Needing a person comes before having been paused by one.
    [{ ...paused(NOW), phase: 'stopped', reason: 'unauthenticated' }, '同步已停', 'attention', '接入码'],
    [{ phase: 'offline', waiting: 2, oldest: NOW - 8 * 86_400_000 }, '离线 · 已保存 · 2 条待传', 'attention', '最早的一条已经等了 8 天'],
    [{ phase: 'offline', waiting: 2, oldest: NOW - 6 * 86_400_000 }, '离线 · 已保存 · 2 条待传', 'waiting', '连上后自动传送'],
    // A clock that was set back since: nothing has waited for a time that has not come.
    [{ phase: 'offline', waiting: 2, oldest: NOW + 8 * 86_400_000 }, '离线 · 已保存 · 2 条待传', 'waiting', '连上后自动传送'],
  ] as const)('says in words that it is held back or waits too long: %j', (over, words, tone, part) => {
    const { pill, explanation, tone: shown } = pillWords(status(over), TODAY, NOW);
    expect([pill, shown]).toEqual([words, tone]);
    expect(explanation).toContain(part);
  });

  it('warns of a clock that is more than ten minutes off, and of no other', () => {
    expect(clockWarning(null)).toBeNull();
    expect(clockWarning(600_000)).toBeNull();
    expect(clockWarning(-3 * 3_600_000)).toContain('快了 3 小时');
    expect(clockWarning(400 * 86_400_000)).toContain('慢了 400 天');
  });
});

describe('测试连接', () => {
  const asked = { server: 'https://minqing.example.cn', county: '临颍县', probe: null };
  const step = (over: Partial<TestStep>): TestStep => ({ name: 'address', state: 'bad', finding: null, figure: null, ...over });

  it('has a sentence with something to do for whatever can be found', () => {
    const sentences = TEST_FINDINGS.map((finding) => stepWords(step({ finding, figure: 3_600_000 }), asked));
    expect(sentences.filter((words) => words.length < 6 || !words.endsWith('。'))).toEqual([]);
    expect(new Set(sentences).size).toBe(TEST_FINDINGS.length);
  });

  it('of an address that does not connect names only the reasons that it can have', () => {
    const words = (server: string) => stepWords(step({ finding: 'not-reached' }), { ...asked, server });
    expect(words('https://minqing.example.cn')).toContain('名字查不到，县服务器没有开，它的证书');
    expect(words('http://192.168.1.8:8787')).toBe('一下子就没有接通，可能是：县服务器没有开。请核对地址 http://192.168.1.8:8787；都对，就问县里服务器开着没有。');
  });

  it('names the one reason that the desktop found', () => {
    const words = (probe: CountyProbe, server = asked.server) => stepWords(step({ finding: 'not-reached' }), { ...asked, server, probe });
    expect(words('name-unknown')).toContain('查不到“minqing.example.cn”这个名字');
    expect(words('refused')).toContain('那台机器没有接');
    expect(words('no-way')).toContain('没有路通到');
    expect(words('reached')).toContain('证书');
    // Nothing that can have a false certificate.
    expect(words('reached', 'http://127.0.0.1:8787')).toBe(words('no-answer', 'http://127.0.0.1:8787'));
  });

  it('sums up in one sentence, by the first thing that stops it', () => {
    expect(verdictWords([step({ state: 'good' })]).type).toBe('success');
    expect(verdictWords([step({ state: 'good' }), step({ name: 'clock', state: 'note', finding: 'clock-off' })]).type).toBe('warning');
    expect(verdictWords([step({ finding: 'no-answer' }), step({ name: 'speed', state: 'skipped' })])).toMatchObject({ type: 'error', words: expect.stringContaining('县服务器的地址') as string });
  });
});

describe('opening', () => {
  const report: OpenReport = { restored: 0, journaled: 0, cut: 0, recreated: false, enrolment: null };

  it('says nothing when nothing had to be mended, and what was mended otherwise', () => {
    expect(recoveryWords(report)).toBeNull();
    expect(recoveryWords({ ...report, restored: 7, recreated: true })).toContain('找回 7 条');
  });

  it('completes an address as people type it', () => {
    expect(completeAddress(' minqing.example.cn/ ')).toBe('https://minqing.example.cn');
    expect(completeAddress('http://127.0.0.1:8787')).toBe('http://127.0.0.1:8787');
  });
});
