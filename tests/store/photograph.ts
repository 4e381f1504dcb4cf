/** A photograph as a telephone takes it: a real JPEG, red on its left and blue on its right, with an EXIF block that tells the orientation and the place. */

/** The picture with `orientation` (1 upright, 6 turned right) and the place 33°48′N 113°56′E. */
export async function aPhotograph({ width, height, orientation }: { readonly width: number; readonly height: number; readonly orientation: number }): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillStyle = '#f00';
  context.fillRect(0, 0, width / 2, height);
  context.fillStyle = '#00f';
  context.fillRect(width / 2, 0, width / 2, height);
  const plain = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })).arrayBuffer());
  // Behind the start of the image, before everything else.
  return new Blob([plain.slice(0, 2), exif(orientation), plain.slice(2)]);
}

/** True when the file holds a GPS block. */
export function gpsOf(jpeg: Uint8Array): boolean {
  const gpsTag = [0x88, 0x25, 0x00, 0x04];
  return jpeg.some((_, i) => gpsTag.every((byte, j) => jpeg[i + j] === byte));
}

/** The picture's size as it is shown, and what colour is where. */
export async function pixelsOf(jpeg: Uint8Array): Promise<{ width: number; height: number; at(x: number, y: number): 'red' | 'blue' | 'other' }> {
  const bitmap = await createImageBitmap(new Blob([new Uint8Array(jpeg)], { type: 'image/jpeg' }));
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(bitmap, 0, 0);
  return {
    width, height,
    at(x, y) {
      const [red = 0, , blue = 0] = context.getImageData(x, y, 1, 1).data;
      if (red > 200 && blue < 60) return 'red';
      return blue > 200 && red < 60 ? 'blue' : 'other';
    },
  };
}

/** APP1 with a big-endian TIFF: IFD0 with the orientation and a pointer to the GPS IFD. */
function exif(orientation: number): Uint8Array<ArrayBuffer> {
  const be = (value: number, bytes: number) => Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** (bytes - 1 - i)) % 256);
  const entry = (tag: number, type: number, count: number, value: readonly number[]) => [...be(tag, 2), ...be(type, 2), ...be(count, 4), ...value];
  const GPS_AT = 8 + 2 + 2 * 12 + 4;
  const VALUES_AT = GPS_AT + 2 + 4 * 12 + 4;
  const degrees = (...parts: readonly number[]) => parts.flatMap((part) => [...be(part, 4), ...be(1, 4)]);
  const tiff = [
    0x4d, 0x4d, 0x00, 0x2a, ...be(8, 4),
    ...be(2, 2), ...entry(0x0112, 3, 1, [...be(orientation, 2), 0, 0]), ...entry(0x8825, 4, 1, be(GPS_AT, 4)), ...be(0, 4),
    ...be(4, 2), ...entry(1, 2, 2, [0x4e, 0, 0, 0]), ...entry(2, 5, 3, be(VALUES_AT, 4)), ...entry(3, 2, 2, [0x45, 0, 0, 0]), ...entry(4, 5, 3, be(VALUES_AT + 24, 4)), ...be(0, 4),
    ...degrees(33, 48, 0), ...degrees(113, 56, 0),
  ];
  const payload = [...[...'Exif'].map((letter) => letter.charCodeAt(0)), 0, 0, ...tiff];
  return Uint8Array.from([0xff, 0xe1, ...be(payload.length + 2, 2), ...payload]);
}
