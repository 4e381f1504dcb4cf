/** Gives the user a finished file: on the desktop where they say, in a browser as a download. */
import { desktopApi } from '../desktop.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Saves the workbook under `name`. Returns the file's name, or null when the user changed their mind. */
export async function saveWorkbook(name: string, bytes: Uint8Array): Promise<string | null> {
  const blob = new Blob([bytes.slice()], { type: XLSX });
  const desktop = desktopApi();
  if (desktop !== null) {
    const { saved, name: given } = await desktop.saveFile(name, await base64Of(blob));
    return saved ? given ?? name : null;
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser reads the address after the click has returned.
  setTimeout(() => { URL.revokeObjectURL(link.href); }, 60_000);
  return name;
}

function base64Of(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => { resolve(typeof reader.result === 'string' ? reader.result.slice(reader.result.indexOf(',') + 1) : ''); };
    reader.onerror = () => { reject(reader.error ?? new Error('blob not readable')); };
    reader.readAsDataURL(blob);
  });
}
