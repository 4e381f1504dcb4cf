/** Paper as a file: the page's own print view (`@media print`, `@page`), as Chromium lays it out. */
import type { BrowserWindow } from 'electron';

/** The print view as PDF bytes, A4. Sizes and margins that the style sheet gives by `@page` win; the rest has 20 mm round it. */
export async function printedPage(window: BrowserWindow, landscape: boolean): Promise<Uint8Array> {
  const margin = 20 / 25.4;
  // The margins take the colour of the window behind the page; paper is white.
  const color = window.getBackgroundColor();
  window.setBackgroundColor('#FFFFFF');
  try {
    return await window.webContents.printToPDF({
      pageSize: 'A4', landscape, printBackground: true, preferCSSPageSize: true, generateTaggedPDF: true,
      margins: { top: margin, bottom: margin, left: margin, right: margin },
    });
  } finally {
    window.setBackgroundColor(color);
  }
}
