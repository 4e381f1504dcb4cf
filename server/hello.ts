/** GET and POST /api/hello: what 测试连接 asks. The first is public and says nothing secret; the second only answers a device that the county knows. */
import type { FastifyInstance } from 'fastify';
import { EchoAnswer, EchoRequest, Hello } from '../shared/sync/hello.ts';
import { ErrorAnswer, OLDEST_PROTOCOL, PROTOCOL_VERSION } from '../shared/sync/wire.ts';
import { authenticate, type AuthDeps } from './auth.ts';

export function helloRoutes(app: FastifyInstance, deps: AuthDeps): void {
  app.get('/api/hello', { schema: { response: { 200: Hello, '4xx': ErrorAnswer, '5xx': ErrorAnswer } } }, async (_request, reply) => {
    const county = await deps.store.read(({ people }) => people.county());
    return reply.send({ county: county && { code: county.code, name: county.name }, protocols: { oldest: OLDEST_PROTOCOL, newest: PROTOCOL_VERSION }, serverTime: deps.now() });
  });
  app.post<{ Body: EchoRequest }>('/api/hello', {
    schema: { body: EchoRequest, response: { 200: EchoAnswer, '4xx': ErrorAnswer, '5xx': ErrorAnswer } },
    onRequest: authenticate(deps),
  }, async (request, reply) => reply.send({ fill: request.body.fill }));
}
