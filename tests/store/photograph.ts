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
  return withExif(new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })).arrayBuffer()), orientation);
}

/** The JPEG with an EXIF block: behind the start of the image, before everything else. */
export function withExif(plain: Uint8Array<ArrayBuffer>, orientation: number): Blob {
  return new Blob([plain.slice(0, 2), exif(orientation), plain.slice(2)]);
}

/**
 * A photograph as it comes out of a telephone at night: a street of many edges and colours, a notice with letters, and the sensor's noise of
 * ±`noise` (of 255) on every pixel. The same every time, at the quality that telephones save with.
 */
export async function aNoisyPhotograph({ width, height, noise, seed = 1 }: { readonly width: number; readonly height: number; readonly noise: number; readonly seed?: number }): Promise<Blob> {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  const random = generator(seed);
  const sky = context.createLinearGradient(0, 0, width, height);
  for (const [at, colour] of [[0, '#1a2440'], [0.5, '#57618a'], [1, '#c7a26b']] as const) sky.addColorStop(at, colour);
  context.fillStyle = sky;
  context.fillRect(0, 0, width, height);
  for (let i = 0; i < 900; i += 1) {
    context.fillStyle = `hsl(${random() * 360} ${20 + random() * 60}% ${10 + random() * 70}%)`;
    context.fillRect(random() * width, random() * height, random() * width / 12, random() * height / 12);
  }
  const paper = { x: width * 0.3, y: height * 0.3, width: width * 0.4, height: height * 0.4 };
  context.fillStyle = '#fff';
  context.fillRect(paper.x, paper.y, paper.width, paper.height);
  context.fillStyle = '#000';
  const letters = height / 75;
  context.font = `${letters}px sans-serif`;
  for (let line = 1; line * letters * 1.6 < paper.height; line += 1) context.fillText('路灯不亮 2026 HUANGDIMIAO III HHH', paper.x + letters, paper.y + line * letters * 1.6);
  const image = context.getImageData(0, 0, width, height);
  for (let i = 0; i < image.data.length; i += 1) if (i % 4 !== 3) image.data[i] = (image.data[i] ?? 0) + (random() - 0.5) * 2 * noise;
  context.putImageData(image, 0, 0);
  // At once: of `convertToBlob`, which Chromium does bit by bit when it has nothing else to do, it was seen never to come back.
  return (await fetch(canvas.toDataURL('image/jpeg', 0.95))).blob();
}

/** The difference between the lightest and the darkest fiftieth of the pixels of the notice in the middle (0 to 255): writing that was blurred away has none. */
export async function contrastOf(jpeg: Uint8Array<ArrayBuffer>): Promise<number> {
  const bitmap = await createImageBitmap(new Blob([jpeg], { type: 'image/jpeg' }));
  const [width, height] = [Math.round(bitmap.width * 0.2), Math.round(bitmap.height * 0.2)];
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(bitmap, -bitmap.width * 0.32, -bitmap.height * 0.35);
  const { data } = context.getImageData(0, 0, width, height);
  const light = Array.from({ length: data.length / 4 }, (_, i) => data[i * 4 + 1] ?? 0).sort((a, b) => a - b);
  return (light[Math.floor(light.length * 0.98)] ?? 0) - (light[Math.floor(light.length * 0.02)] ?? 0);
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function generator(seed: number): () => number {
  const state = { at: seed };
  return () => {
    state.at = (state.at + 0x6d2b79f5) | 0;
    const mixed = Math.imul(state.at ^ (state.at >>> 15), 1 | state.at);
    const again = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((again ^ (again >>> 14)) >>> 0) / 4_294_967_296;
  };
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
