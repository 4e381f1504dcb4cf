/** Gives the user a finished file: on the desktop where they say, in a browser as a download. */
import { desktopApi } from '../desktop.ts';

/** Saves the file under `name`. Returns its name, or null when the user changed their mind. */
export async function saveBlob(name: string, blob: Blob): Promise<string | null> {
  const desktop = desktopApi();
  if (desktop !== null) {
    // The desktop's dialog takes names of this length; the end of it, with the extension, is what counts.
    const { saved, name: given } = await desktop.saveFile(name.slice(-MAX_NAME), await base64Of(blob));
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

const MAX_NAME = 120;

function base64Of(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => { resolve(typeof reader.result === 'string' ? reader.result.slice(reader.result.indexOf(',') + 1) : ''); };
    reader.onerror = () => { reject(reader.error ?? new Error('blob not readable')); };
    reader.readAsDataURL(blob);
  });
}
