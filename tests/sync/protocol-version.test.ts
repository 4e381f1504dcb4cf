import { describe, expect, it } from 'vitest';
import { canonicalJson, sha256Hex } from '../../shared/kernel/content-hash.ts';
import * as wire from '../../shared/sync/wire.ts';

/** One line for each version ever released. A change of the wire adds a line here and raises PROTOCOL_VERSION. */
const HISTORY: Readonly<Record<number, string>> = {
  1: 'c9ed052b5be9aaed9524bbb26437c4e9',
  2: '8c9865d1bb99c78c46846edd72951735',
};

describe('the wire', () => {
  it('[P30] the schemas are those of PROTOCOL_VERSION', () => {
    const { PushRequest, PushAnswer, PullRequest, PullAnswer, OfferRequest, OfferAnswer, DigestRequest, DigestAnswer, DivergedAnswer, ErrorAnswer, EnrolRequest, Enrolment, News } = wire;
    const schemas = { PushRequest, PushAnswer, PullRequest, PullAnswer, OfferRequest, OfferAnswer, DigestRequest, DigestAnswer, DivergedAnswer, ErrorAnswer, EnrolRequest, Enrolment, News };
    expect(sha256Hex(canonicalJson(schemas)).slice(0, 32)).toBe(HISTORY[wire.PROTOCOL_VERSION]);
  });
});
