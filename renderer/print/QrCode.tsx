/** A QR code as one SVG path: sharp at any size, and drawn at once. */
import { create } from 'qrcode';

/** The quiet zone that readers need around the code, in modules. */
const QUIET = 2;

/** `label` names the picture for who does not see it. */
export function QrCode({ text, label = '回执二维码' }: { readonly text: string; readonly label?: string }) {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
  const squares = Array.from(data, (dark, index) => (dark ? `M${index % size} ${Math.floor(index / size)}h1v1h-1z` : '')).join('');
  const side = size + 2 * QUIET;
  return (
    <svg className="qr-code" viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect x={-QUIET} y={-QUIET} width={side} height={side} fill="#fff" />
      <path d={squares} fill="#000" />
    </svg>
  );
}
