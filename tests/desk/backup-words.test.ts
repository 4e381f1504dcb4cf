/** What is said of backups: which other one to take, when records are missing, and that every sentence says what to do. */
import { describe, expect, it } from 'vitest';
import { BACKUP_REASONS, type BackupInfo } from '../../shared/desktop-api.ts';
import { FAULT_WORDS, KEY_FAILURE_TEXT, MAKE_FAILURE_TEXT, OPEN_FAILURE_TEXT, otherGood, problemWords, PUT_BACK_FAILURE_TEXT, REASON_WORDS, restoredWords, thinWords } from '../../renderer/ui/backup/backup-words.ts';

const HOUR = 3_600_000;
const MADE = Date.parse('2026-05-18T01:00:00Z');
const backup = (id: string, hoursAgo: number, more: Partial<BackupInfo> = {}): BackupInfo =>
  ({ place: 'here', id, madeAt: MADE - hoursAgo * HOUR, why: 'schedule', app: '1', device: '办公室', entries: 100, attachments: 0, bytes: 1, checked: { at: MADE, fault: null }, own: true, ...more });

describe('instead of a damaged backup', () => {
  const bad = backup('bad', 0, { checked: { at: MADE, fault: 'piece-changed' } });
  it('the one before it is offered, of the same key, that is not known to be damaged', () => {
    const list = [bad, backup('other-key', 1, { own: false }), backup('worse', 2, { checked: { at: MADE, fault: 'lines' } }), backup('unread', 3, { checked: null }), backup('old', 9)];
    expect(otherGood(list, bad)?.id).toBe('unread');
  });
  it('the same one of the second place counts, also when it was written a little later; without any there is none', () => {
    expect(otherGood([backup('bad', -0.1, { place: 'second' }), bad], bad)).toMatchObject({ place: 'second' });
    expect(otherGood([bad], bad)).toBeNull();
  });
});

describe('records that are missing here', () => {
  it('are told of when a good backup of this computer has more than twice as many', () => {
    const list = [backup('now', 0, { entries: 10 }), backup('full', 30, { entries: 500 }), backup('bad', 40, { entries: 900, checked: { at: MADE, fault: 'lines' } }), backup('theirs', 1, { entries: 9000, own: false })];
    expect(thinWords(list, 12, '2026-05-18')).toBe('这台电脑上的记录比备份少了很多：5月17日 03:00 的备份有 500 条。磁盘可能出过问题，可以取回来。');
    expect(thinWords(list, 300, '2026-05-18')).toBeNull();
    expect(thinWords([], 0, '2026-05-18')).toBeNull();
  });
});

describe('sentences', () => {
  it('end as sentences do, and name no code', () => {
    const all = [...Object.values(MAKE_FAILURE_TEXT), ...Object.values(OPEN_FAILURE_TEXT), ...Object.values(KEY_FAILURE_TEXT), ...Object.values(PUT_BACK_FAILURE_TEXT), ...(['other-key', 'other-user', 'other-county', 'not-enrolled', 'unreadable', 'cancelled', 'storage-failed'] as const).map(problemWords)];
    for (const sentence of all) expect(sentence).toMatch(/^(?:U盘|[^a-zA-Z])+。$/);
    for (const words of [...Object.values(FAULT_WORDS), ...BACKUP_REASONS.map((why) => REASON_WORDS[why])]) expect(words).not.toMatch(/[a-zA-Z]/);
  });
  it('of a restore say what came, what did not, and whether it goes on', () => {
    const restored = { entries: 12, cases: 3, attachments: 1, unreadable: 0, stopped: false };
    expect(restoredWords(restored)).toBe('取回了 12 条记录（3 件）、1 个附件。原有的一条没动。');
    expect(restoredWords({ ...restored, unreadable: 2 })).toContain('另有 2 处坏了');
    expect(restoredWords({ ...restored, stopped: true })).toMatch(/^已停下。.*接着来。$/);
    expect(restoredWords({ ...restored, entries: 0, attachments: 0 })).toContain('这台电脑上都有');
  });
});
