/** Enrolment codes as `county code` gives them, without starting a process for each: dozens of computers join in the store's tests. */
import { keepEnrolmentCode } from '../../server/auth.ts';
import { openCountyData } from '../../server/county-data.ts';
import { newEnrolmentCode } from '../../server/secrets.ts';

/** A new one-time code of `user`, kept in the county's folder beside the process that serves it. */
export async function giveCode(dataDir: string, user: string): Promise<string> {
  const data = await openCountyData(dataDir, Date.now());
  if (!data.ok) throw new Error(data.error);
  const { store, key } = data.value;
  try {
    const code = newEnrolmentCode();
    await store.write((tables) => keepEnrolmentCode(tables, code, { key, user, nowMs: Date.now() }));
    return code;
  } finally {
    await store.close();
  }
}
