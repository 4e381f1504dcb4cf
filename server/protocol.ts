/** The protocol's version is asked before the shape of a request: another version may well have another shape. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PROTOCOL_VERSION } from '../shared/sync/wire.ts';
import { refuse } from './http-errors.ts';

/** A hook that answers 426 to a request of another protocol version. */
export async function refuseOtherProtocols(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
  const { body } = request;
  const protocol = typeof body === 'object' && body !== null && 'protocol' in body ? body.protocol : undefined;
  if (typeof protocol === 'number' && protocol !== PROTOCOL_VERSION) return refuse(reply, 'upgrade-required');
  return undefined;
}
