/** What the county's office asks about the people's devices: answered by the county's server, so only with a line. Screens reach it with `api.ts`. */
import type { Result } from '../../shared/kernel/result.ts';
import type { CodeAnswer, CountyDevices, RevokeAnswer } from '../../shared/sync/device-wire.ts';

export interface OfficeApi {
  /** Everybody in the county with their devices. The error is a code of the wire, `unreachable`, or `not-enrolled`. */
  countyDevices(): Promise<Result<CountyDevices, string>>;
  /** A one-time code for a user: shown once, kept nowhere. */
  makeCode(user: string): Promise<Result<CodeAnswer, string>>;
  revokeDevice(device: string): Promise<Result<RevokeAnswer, string>>;
}
