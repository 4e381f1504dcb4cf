/** Files that the user saves: where, the user says in the system's dialog; the page learns only the name. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { dialog, type BrowserWindow } from 'electron';
import type { SavedFile } from '../shared/desktop-api.ts';
import { fileName } from './file-name.ts';

const KINDS: Readonly<Record<string, string>> = { '.xlsx': 'Excel 工作簿', '.pdf': 'PDF 文件', '.csv': 'CSV 文件', '.json': 'JSON 文件', '.txt': '文本文件', '.docx': 'Word 文档', '.jpg': '图片', '.m4a': '录音', '.webm': '录音', '.mqb': '民情簿交换文件' };
const NOT_SAVED: SavedFile = { saved: false, name: null };

/** What to do about a file that could not be written. */
const ADVICE: Readonly<Record<string, string>> = {
  EBUSY: '这个文件正被别的软件打开（比如 WPS），请关掉后再存，或者换一个名字。', EPERM: '这个文件正被别的软件打开，或者这个文件夹不让写。请换一个名字或文件夹。',
  EACCES: '这个文件夹不让写。请换一个文件夹，比如“文档”或“桌面”。', EROFS: '这个盘是只读的。请换一个盘。', ENOSPC: '这个盘满了。请清理一些文件，或换一个盘。', ENOENT: '这个文件夹不见了，U 盘可能拔掉了。请换一个文件夹。',
};

/** Asks where to save, proposing `name`: the whole path, or null when the user changed their mind. */
export async function whereAsked(window: BrowserWindow, name: string): Promise<string | null> {
  const proposed = fileName(name);
  const extension = path.extname(proposed).toLowerCase();
  const kind = KINDS[extension];
  const { canceled, filePath } = await dialog.showSaveDialog(window, { title: '存到哪里', defaultPath: proposed, ...(kind === undefined ? {} : { filters: [{ name: kind, extensions: [extension.slice(1)] }] }) });
  return canceled || filePath === '' ? null : filePath;
}

/** Asks for a folder: the whole path, or null when the user changed their mind. */
export async function folderAsked(window: BrowserWindow, title: string): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, { title, properties: ['openDirectory', 'createDirectory'] });
  return canceled ? null : filePaths[0] ?? null;
}

/** Asks where to save, proposing `name`, then writes what `content` gives. Nothing is made or written when the user cancels; a failure is told in a dialog. */
export async function saveWhereAsked(window: BrowserWindow, name: string, content: () => Promise<Uint8Array>): Promise<SavedFile> {
  const filePath = await whereAsked(window, name);
  if (filePath === null) return NOT_SAVED;
  try {
    await writeFile(filePath, await content());
    return { saved: true, name: path.basename(filePath) };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException | null)?.code ?? '';
    await dialog.showMessageBox(window, { type: 'error', title: '民情簿', message: `“${path.basename(filePath)}”没有存成。`, detail: ADVICE[code] ?? '请换一个文件夹再试。', buttons: ['知道了'], noLink: true });
    return NOT_SAVED;
  }
}
