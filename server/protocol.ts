/** The protocol's version is asked before the shape of a request: another version may well have another shape. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OLDEST_PROTOCOL, PROTOCOL_VERSION } from '../shared/sync/wire.ts';
import { errorAnswer, statusOf } from './http-errors.ts';

/** A hook that answers 426, with the versions that are spoken here, to a request of one that is not. */
export async function refuseOtherProtocols(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
  const { body } = request;
  const protocol = typeof body === 'object' && body !== null && 'protocol' in body ? body.protocol : undefined;
  if (typeof protocol === 'number' && (protocol < OLDEST_PROTOCOL || protocol > PROTOCOL_VERSION)) {
    return reply.code(statusOf('upgrade-required')).send({ ...errorAnswer('upgrade-required'), protocols: { oldest: OLDEST_PROTOCOL, newest: PROTOCOL_VERSION } });
  }
  return undefined;
}
