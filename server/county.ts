/** GET /api/county/summary: how every township stands, in one look. Only for the county office. */
import type { FastifyInstance } from 'fastify';
import { Type, type Static } from 'typebox';
import { CASE_STATES, type CaseStatus } from '../shared/case/case.ts';
import { SOON_DAYS } from '../shared/rules/urgency.ts';
import { addDays, localDateOf } from '../shared/kernel/local-date.ts';
import { ErrorAnswer } from '../shared/sync/wire.ts';
import { authenticate, callerFrom, type AuthDeps } from './auth.ts';
import { refuse } from './http-errors.ts';
import type { ActivityTally, CaseTally } from './store/read-tables.ts';

const Count = Type.Integer({ minimum: 0 });
const byStatus = Type.Object(Object.fromEntries(CASE_STATES.map((status) => [status, Count])) as Record<CaseStatus, typeof Count>);
const figures = {
  total: Count, byStatus, overdue: Count, dueSoon: Count, contested: Count, supervised: Count, reworked: Count,
  activities: Type.Object({ held: Count, open: Count, citizens: Count, settled: Count, ideas: Count, others: Count }),
};

/** The county's figures: one row for every township and one for the county itself, and their sum. */
export const CountySummary = Type.Object({
  /** The server's date in China, by which overdue is counted. */
  today: Type.String(),
  scopes: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), ...figures })),
  total: Type.Object(figures),
});
export type CountySummary = Static<typeof CountySummary>;
type Figures = CountySummary['total'];

export function countyRoute(app: FastifyInstance, deps: AuthDeps): void {
  app.get('/api/county/summary', {
    schema: { querystring: Type.Object({}, { additionalProperties: false }), response: { 200: CountySummary, '4xx': ErrorAnswer, '5xx': ErrorAnswer } },
    onRequest: authenticate(deps),
  }, async (request, reply) => {
    if (callerFrom(request).session.role !== 'county') return refuse(reply, 'forbidden');
    return reply.send(await summarise(deps));
  });
}

async function summarise(deps: AuthDeps): Promise<CountySummary> {
  const today = localDateOf(deps.now());
  return deps.store.read(async ({ people, read }) => {
    const tallies = await read.tallies({ today, soon: addDays(today, SOON_DAYS) });
    const activities = await read.activityTallies();
    const scopes = (await people.scopes()).map(({ code, name }) => ({ code, name, ...figuresOf(tallies.get(code), activities.get(code)) }));
    return { today, scopes, total: scopes.reduce<Figures>(add, figuresOf(undefined, undefined)) };
  });
}

function figuresOf(cases: CaseTally | undefined, activities: ActivityTally | undefined): Figures {
  return {
    total: cases?.total ?? 0, byStatus: eachStatus((status) => cases?.byStatus[status] ?? 0),
    overdue: cases?.overdue ?? 0, dueSoon: cases?.dueSoon ?? 0, contested: cases?.contested ?? 0, supervised: cases?.supervised ?? 0, reworked: cases?.reworked ?? 0,
    activities: { held: 0, open: 0, citizens: 0, settled: 0, ideas: 0, others: 0, ...activities },
  };
}

function add(sum: Figures, one: Figures): Figures {
  return {
    total: sum.total + one.total, byStatus: eachStatus((status) => sum.byStatus[status] + one.byStatus[status]),
    overdue: sum.overdue + one.overdue, dueSoon: sum.dueSoon + one.dueSoon, contested: sum.contested + one.contested,
    supervised: sum.supervised + one.supervised, reworked: sum.reworked + one.reworked,
    activities: {
      held: sum.activities.held + one.activities.held, open: sum.activities.open + one.activities.open, citizens: sum.activities.citizens + one.activities.citizens,
      settled: sum.activities.settled + one.activities.settled, ideas: sum.activities.ideas + one.activities.ideas, others: sum.activities.others + one.activities.others,
    },
  };
}

function eachStatus(count: (status: CaseStatus) => number): Record<CaseStatus, number> {
  return Object.fromEntries(CASE_STATES.map((status) => [status, count(status)])) as Record<CaseStatus, number>;
}
