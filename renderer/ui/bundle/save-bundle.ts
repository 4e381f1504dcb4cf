/** Giving a finished bundle to the user: on the desktop written to the stick, flushed and read back by the main process; in a browser a download. */
import type { BundleSaveFailure } from '../../../shared/desktop-api.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { desktopApi } from '../../desktop.ts';
import type { BundleFile, GoOn } from '../../store/bundle-api.ts';
import { saveBlob } from '../save-blob.ts';

/** Why it was not written, and what to do. */
export const SAVE_FAILURE_TEXT: Readonly<Record<BundleSaveFailure, string>> = {
  cancelled: '没有选存放的地方，还没有写到U盘。',
  'disk-full': '这个盘满了，没有写成。请清理U盘或换一个，再导出一次。',
  'too-large': '这一份太大，U盘上一个文件最多 4 GB，没有写。请分几次导出：选“某一场活动”或少选几天。',
  gone: 'U盘可能拔掉了，没有写成。请插好再导出一次。',
  'not-writable': '这个地方不让写，没有写成。请看U盘的写保护开关，或换一个文件夹。',
  'not-verified': '写完再读，内容对不上，这个U盘可能坏了，文件已删去。请换一个U盘。',
  'not-begun': '没有写成，请再导出一次。',
};

const PART = 2 * 1024 * 1024;
/** Most bytes of one file on a stick as it is sold (FAT32). */
const MOST_ON_A_STICK = 4 * 1024 ** 3 - 1;
/** `btoa` takes its text whole, and arguments go over the stack. */
const PIECE = 8192;

/** Where it lies and whether it was read back there: a browser only downloads. */
export interface SavedBundle { readonly name: string; readonly verified: boolean }

/** Asks where, writes, and has it read back; `goOn` hears the bytes written, and gives up with false. */
export async function saveBundle({ name, blob }: BundleFile, goOn: GoOn): Promise<Result<SavedBundle, BundleSaveFailure>> {
  const desktop = desktopApi();
  if (desktop === null) {
    await saveBlob(name, blob);
    return ok({ name, verified: false });
  }
  // Said before anything is written: it would only show after many minutes.
  if (blob.size > MOST_ON_A_STICK) return err('too-large');
  const begun = await desktop.bundleBegin(name);
  if (!begun.ok) return err(begun.failure);
  for (let at = 0; at < blob.size; at += PART) {
    if (!await goOn(at, blob.size)) {
      await desktop.bundleCancel();
      return err('cancelled');
    }
    const part = await desktop.bundlePart(base64(new Uint8Array(await blob.slice(at, at + PART).arrayBuffer())));
    if (!part.ok) return err(part.failure);
  }
  const saved = await desktop.bundleFinish(blob.size);
  return saved.ok ? ok({ name: saved.value.name, verified: true }) : err(saved.failure);
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += PIECE) binary += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(binary);
}
