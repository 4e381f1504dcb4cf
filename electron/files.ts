/** Files that the user saves: where, the user says; the page learns only the name. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { dialog, type BrowserWindow } from 'electron';
import type { SavedFile } from '../shared/desktop-api.ts';

const KINDS: Readonly<Record<string, string>> = { '.xlsx': 'Excel 工作簿', '.pdf': 'PDF 文件', '.csv': 'CSV 文件', '.json': 'JSON 文件', '.txt': '文本文件' };

/** Asks where to save `content`, proposing `name`, and writes it. Nothing is written when the user cancels. */
export async function saveBytes(window: BrowserWindow, name: string, content: Uint8Array): Promise<SavedFile> {
  const place = await askPlace(window, name);
  if (place === null) return { saved: false, name: null };
  await writeFile(place, content);
  return { saved: true, name: path.basename(place) };
}

/** Prints the page's print view as an A4 PDF where the user says. */
export async function savePdf(window: BrowserWindow, name: string, landscape: boolean): Promise<SavedFile> {
  const place = await askPlace(window, name);
  if (place === null) return { saved: false, name: null };
  const content = await window.webContents.printToPDF({ pageSize: 'A4', landscape, printBackground: true, preferCSSPageSize: true });
  await writeFile(place, content);
  return { saved: true, name: path.basename(place) };
}

async function askPlace(window: BrowserWindow, name: string): Promise<string | null> {
  const proposed = fileName(name);
  const extension = path.extname(proposed).toLowerCase();
  const kind = KINDS[extension];
  const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: proposed, ...(kind ? { filters: [{ name: kind, extensions: [extension.slice(1)] }] } : {}) });
  return canceled || !filePath ? null : filePath;
}

/** A proposed name without anything that could be a path, or that a file system refuses. */
export function fileName(name: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is removed
  const clean = name.replace(/[\\/:*?"<>|\u0000-\u001f]/g, '_').replace(/^\.+/, '').trim().slice(0, 120);
  return clean === '' ? '民情簿' : clean;
}
