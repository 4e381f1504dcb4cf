/**
 * Draws the icons from `icon.svg` (and `icon-small.svg` for 16 to 48 pixels): `icons/NxN.png` for Linux, `icon.ico` for Windows. The results
 * are committed; run this after changing a drawing: `node build/make-icons.mjs`. Chromium draws, so that the icons look as browsers show them.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';

const HERE = dirname(fileURLToPath(import.meta.url));
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512];
const SMALL_UNTIL = 48;
/** Larger than 256 an icon of Windows cannot be. */
const WINDOWS_UNTIL = 256;

mkdirSync(join(HERE, 'icons'), { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage();
const drawn = [];
for (const size of SIZES) {
  const drawing = readFileSync(join(HERE, size > SMALL_UNTIL ? 'icon.svg' : 'icon-small.svg'), 'utf8');
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>html, body { margin: 0; background: none } svg { display: block; width: ${size}px; height: ${size}px }</style>${drawing}`);
  const png = await page.screenshot({ omitBackground: true });
  writeFileSync(join(HERE, 'icons', `${size}x${size}.png`), png);
  drawn.push({ size, png });
}
await browser.close();
writeFileSync(join(HERE, 'icon.ico'), icoOf(drawn.filter(({ size }) => size <= WINDOWS_UNTIL)));

/**
 * An .ico file with a PNG for each size, as Windows reads them since Vista: a head, a directory of 16 bytes an image, the images.
 * @param {{ size: number, png: Buffer }[]} images
 */
function icoOf(images) {
  const head = Buffer.alloc(6 + 16 * images.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let offset = head.length;
  for (const [index, { size, png }] of images.entries()) {
    const at = 6 + 16 * index;
    // 0 means 256.
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...images.map(({ png }) => png)]);
}
