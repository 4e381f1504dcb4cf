import { expect, it } from 'vitest';
import { itemGroups } from '../../renderer/screens/today/item-groups.ts';
import { foldReferral } from '../../shared/referral/fold.ts';
import { aDesk } from '../shared/case/acts.ts';
import { ROAD_TO, suggestionOf } from '../shared/suggestion/acts.ts';

const petition = foldReferral([aDesk().write({ subject: 'referral:one', type: 'referral.registered', body: { kind: 'petition', tempNo: '临-1', title: '宅基地纠纷', receivedOn: '2026-05-18', dueOn: '2026-06-02' } })]);

it('今日 lists suggestions and what is passed on, each with what is late and where its button leads', () => {
  const groups = itemGroups([suggestionOf(ROAD_TO.checking), suggestionOf([...ROAD_TO.closed, ['suggestion.closed']])], petition === null ? [] : [petition], '2026-06-03');
  expect(groups.map(({ id, grave, late, lines }) => [id, grave, late, lines.map(({ action, to }) => [action, to])])).toEqual([
    ['suggestions', 2, 1, [['核对', '/attention'], ['审查通过', '/suggestions/suggestion:lights0001']]],
    ['referrals', 1, 1, [['转出', '/suggestions/referral:one']]],
  ]);
  expect(groups[1]?.lines[0]).toMatchObject({ why: '信访事项过了期限', dueOn: '2026-06-02' });
});

it('nothing where nothing waits', () => { expect(itemGroups([suggestionOf(ROAD_TO.closed)], [], '2026-06-03')).toEqual([]); });
