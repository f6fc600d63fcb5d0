/**
 * Whether a JPEG ends where it should: at its EOI marker, inside compressed data, or inside a segment. Go's decoder
 * insists on the end marker and words the three ends differently; libvips does not tell them apart.
 */
export function jpegEnd(bytes: Buffer): "complete" | "inside-scan" | "inside-segment" {
  let at = 2;
  let scanned = false;
  for (;;) {
    while (at < bytes.length && bytes[at] !== 0xff) at++;
    while (bytes[at] === 0xff) at++;
    const marker = bytes[at++];
    if (marker === undefined) return scanned ? "inside-scan" : "inside-segment";
    if (marker === 0xd9) return "complete";
    if (marker === 0 || isRestart(marker)) continue;
    if (at + 2 > bytes.length) return "inside-segment";
    at += bytes.readUInt16BE(at);
    if (at > bytes.length) return "inside-segment";
    if (marker === 0xda) {
      at = endOfScan(bytes, at);
      scanned = true;
    }
  }
}

/** Compressed data ends at the first marker that is neither an escaped 0xff nor a restart. */
function endOfScan(bytes: Buffer, start: number): number {
  let at = bytes.indexOf(0xff, start);
  while (at >= 0 && at + 1 < bytes.length) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && !isRestart(next)) return at;
    at = bytes.indexOf(0xff, at + (next === 0xff ? 1 : 2));
  }
  return bytes.length;
}

function isRestart(marker: number): boolean {
  return marker >= 0xd0 && marker <= 0xd7;
}
