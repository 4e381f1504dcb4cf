/** The questions of the county's office, from this device; the county decides whether it may ask them. */
import type { TSchema } from 'typebox';
import { err } from '../../shared/kernel/result.ts';
import { CodeAnswer, CountyDevices, RevokeAnswer } from '../../shared/sync/device-wire.ts';
import { askCounty, type Question } from './county-ask.ts';
import type { Identity } from './identity.ts';
import type { OfficeApi } from './office-api.ts';

/** `identity` says who asks, at the moment of each question. */
export function createOffice(identity: () => Identity | null): OfficeApi {
  const ask = async <S extends TSchema>(question: Question<S>) => {
    const who = identity();
    return who === null ? err('not-enrolled') : askCounty({ server: who.server, token: who.enrolment.token }, question);
  };
  return {
    countyDevices: () => ask({ path: 'county/devices', answer: CountyDevices }),
    makeCode: (user) => ask({ path: 'county/codes', body: { user }, answer: CodeAnswer }),
    revokeDevice: (device) => ask({ path: 'county/devices/revoke', body: { device }, answer: RevokeAnswer }),
  };
}
