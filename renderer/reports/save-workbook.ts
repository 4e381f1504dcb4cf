/** Gives the user a finished workbook. */
import { saveBlob } from '../ui/save-blob.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Saves the workbook under `name`. Returns the file's name, or null when the user changed their mind. */
export async function saveWorkbook(name: string, bytes: Uint8Array): Promise<string | null> {
  return saveBlob(name, new Blob([bytes.slice()], { type: XLSX }));
}
