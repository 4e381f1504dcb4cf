/**
 * Pictures as they are kept: no larger than a screen or a sheet of paper needs, and drawn anew, so that nothing stays of what a telephone
 * wrote into them: the place, the time, the device (TC260-PG-20244A: an exact place is sensitive). What the picture shows stays upright.
 */

/** The longer side, in pixels: A4 at 220 dots an inch. */
export const MAX_SIDE = 2560;
const QUALITY = 0.85;

/** The picture as a JPEG without any metadata; null when it cannot be read. */
export async function plainPicture(file: Blob): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, MAX_SIDE / Math.max(bitmap.width, bitmap.height));
    const canvas = new OffscreenCanvas(Math.max(1, Math.round(bitmap.width * scale)), Math.max(1, Math.round(bitmap.height * scale)));
    const context = canvas.getContext('2d');
    if (!context) return null;
    // A JPEG has no transparency: what was see-through lies on paper.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY })).arrayBuffer());
  } catch {
    return null;
  }
}
