/** Reading a QR code from a picture: the reader is loaded when somebody first scans. */

/** Longer sides are made smaller first: a code that fills a quarter of the picture still has five pixels to a module. */
const LONGEST = 1280;

/** The text of the QR code in `source`, or null when none can be read in it. */
export async function readQr(source: HTMLVideoElement | ImageBitmap): Promise<string | null> {
  const { decodeQR } = await import('qr/decode.js');
  const [width, height] = source instanceof ImageBitmap ? [source.width, source.height] : [source.videoWidth, source.videoHeight];
  if (width === 0 || height === 0) return null;
  const scale = Math.min(1, LONGEST / Math.max(width, height));
  const canvas = new OffscreenCanvas(Math.round(width * scale), Math.round(height * scale));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return null;
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  try {
    return decodeQR(context.getImageData(0, 0, canvas.width, canvas.height));
  } catch {
    // The reader throws when there is nothing to read: the usual case between two frames.
    return null;
  }
}
