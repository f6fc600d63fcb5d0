/** What the headers of a JPEG say. */
export interface JpegFacts {
  readonly width: number;
  readonly height: number;
  /** 1 to 100, of encoders that scale the tables of the standard's annex K, as libjpeg and Go's do. */
  readonly quality: number;
  /** Whether it has an EXIF segment. */
  readonly exif: boolean;
}

/** First row of the luminance table in annex K of ITU-T T.81, in zigzag order. */
const LUMINANCE = [16, 11, 12, 14, 12, 10, 16, 14];

/** @throws Error when the bytes are no JPEG. */
export function jpegFacts(bytes: Buffer): JpegFacts {
  const segments = [...segmentsOf(bytes)];
  const frame = segments.find(({ marker }) => marker >= 0xc0 && marker <= 0xc2)?.content;
  const table = segments.find(({ marker }) => marker === 0xdb)?.content;
  if (!frame || !table) throw new Error(`no JPEG: it begins with ${bytes.subarray(0, 4).toString("hex")}`);
  const exif = segments.some(({ marker, content }) => marker === 0xe1 && content.toString("latin1", 0, 4) === "Exif");
  const quality = qualityOf([...table.subarray(1, 1 + LUMINANCE.length)]);
  return { width: frame.readUInt16BE(3), height: frame.readUInt16BE(1), quality, exif };
}

function* segmentsOf(bytes: Buffer): Generator<{ marker: number; content: Buffer }> {
  const START_OF_SCAN = 0xda;
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1] ?? 0;
    yield { marker, content: bytes.subarray(at + 4, at + 2 + bytes.readUInt16BE(at + 2)) };
    if (marker === START_OF_SCAN) return;
  }
}

/** The quality whose table is nearest; 0 when none is near. */
function qualityOf(found: readonly number[]): number {
  const distances = Array.from({ length: 100 }, (_, index) => {
    const quality = index + 1;
    const scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
    const wanted = LUMINANCE.map((base) => Math.max(1, Math.floor((base * scale + 50) / 100)));
    return { quality, distance: wanted.reduce((sum, entry, place) => sum + Math.abs(entry - (found[place] ?? 0)), 0) };
  });
  return distances.find(({ distance }) => distance === 0)?.quality ?? 0;
}
