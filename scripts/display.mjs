/** A display for machines that have none: one Xvfb on a free number, as real to Electron as a screen. */
import { hasDisplay, Stop } from './host.mjs';

/**
 * The environment in which windows can be opened: empty where there is a display already.
 * @param {import('./prepare.mjs').Children} children
 * @param {{ own: boolean }} options own: true for a display of one's own even if there is one, so that windows neither disturb nor depend on anybody
 * @returns {Promise<Record<string, string>>}
 */
export async function openDisplay(children, { own }) {
  if (process.platform !== 'linux' || (hasDisplay() && !own)) return {};
  /** @type {Promise<string>} */
  const display = new Promise((resolve, reject) => {
    // `-displayfd 1`: Xvfb finds a free number by itself and writes it to its output.
    const server = children.start('Xvfb', ['-displayfd', '1', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp'], {
      onLine: (line) => { if (/^\d+$/.test(line)) resolve(`:${line}`); },
    });
    void server.ended.then(({ code }) => reject(new Stop(`The virtual display (Xvfb) did not start (code ${code}).`, 'Install it, on Debian or Ubuntu with: sudo apt-get install xvfb')));
  });
  return { DISPLAY: await display, WAYLAND_DISPLAY: '' };
}
