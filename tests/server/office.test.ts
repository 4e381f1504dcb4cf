/** What the county makes of settings: numbers in the office's own form, and records of people that only the server writes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tellPeople } from '../../server/people.ts';
import { newReplica } from '../../server/secrets.ts';
import { officeSubject } from '../../shared/office/office.ts';
import { foldUser, userFields, userSubject } from '../../shared/user/user.ts';
import { COUNTY, NOON, OTHER_TOWNSHIP, startCounty, TOWNSHIP, type TestCounty } from './county.ts';
import { Device } from './device.ts';

let county: TestCounty;
beforeAll(async () => { county = await startCounty(); });
afterAll(async () => { await county.stop(); });

const device = async (user: string, scope?: string) => new Device(await county.enrolled(user), county.origin, scope);
const numbersOf = async (one: Device) => (await one.pullAll()).filter(({ entry }) => entry.type === 'case.numbered').map(({ entry }) => [entry.subject, entry.body['number']]);
const setOffice = (one: Device, set: Record<string, unknown>, scope: string = one.scope) => one.accepted([one.write({ scope, subject: officeSubject(scope), type: 'office.updated', body: { set } })]);

describe('the number of a case', () => {
  it('has the form that the office chose, and a new form goes on counting', async () => {
    const wang = await device('wang');
    await wang.pullAll();
    await wang.accepted([wang.register('plain')]);
    await setOffice(wang, { formatCase: '{乡镇}乡人大民〔{年}〕{序}号', shortName: '皇庙' });
    await wang.accepted([wang.register('own')]);
    await setOffice(wang, { formatCase: '没有年份的{序}号' });
    await wang.accepted([wang.register('fallback')]);
    expect(await numbersOf(wang)).toEqual([['case:plain', '皇帝庙民〔2026〕1号'], ['case:own', '皇庙乡人大民〔2026〕2号'], ['case:fallback', '皇庙民〔2026〕3号']]);
  });

  it('follows the county\'s form in a township that has none of its own', async () => {
    const zhao = await device('zhao', COUNTY);
    await zhao.pullAll();
    await setOffice(zhao, { formatCase: '临{乡镇}民〔{年}〕{序}号' });
    const qian = await device('qian');
    await qian.pullAll();
    await qian.accepted([qian.register('elsewhere')]);
    expect((await numbersOf(qian)).map(([, number]) => String(number))).toEqual([expect.stringMatching(/^临.+民〔2026〕1号$/)]);
    expect(qian.scope).toBe(OTHER_TOWNSHIP);
  });
});

describe('the records of people', () => {
  it('reach the device of a township: its own people and the county\'s, and nobody else\'s', async () => {
    const [own, above] = [await device('li'), await device('li', COUNTY)];
    const users = [...await own.pullAll(), ...await above.pullAll()].filter(({ entry }) => entry.type === 'user.updated').map(({ entry }) => foldUser([entry]));
    expect(users.map((one) => [one?.user, one?.name, one?.role])).toEqual(expect.arrayContaining([['wang', '王秘书', 'secretary'], ['sun', '孙主席', 'chair'], ['zhao', '赵主任', 'county']]));
    expect(users.map((one) => one?.user)).not.toContain('qian');
  });

  it('are written once: telling again changes nothing, and a difference is made good', async () => {
    const tell = () => county.store.write((tables) => tellPeople(tables, { replica: newReplica(), nowMs: NOON }));
    expect(await tell()).toBe(0);
    await county.store.write(({ people }) => people.renameUser('sun', '孙建设'));
    expect(await tell()).toBe(1);
    expect(await tell()).toBe(0);
    const entries = await county.store.read(async ({ log }) => (await log.ofSubjects(TOWNSHIP, [userSubject('sun')])).get(userSubject('sun')) ?? []);
    expect(foldUser(entries)).toMatchObject({ name: '孙建设', active: true });
  });

  it('cannot be written by a person', async () => {
    const wang = await device('wang');
    await wang.pullAll();
    const forged = wang.write({ subject: userSubject('wang'), type: 'user.updated', body: { set: userFields({ user: 'wang', name: '县长', role: 'county', active: true }) } });
    const { body } = await wang.push([{ entry: forged }]);
    expect(body).toMatchObject({ verdicts: [{ verdict: 'refused', code: 'not-allowed' }] });
  });
});
