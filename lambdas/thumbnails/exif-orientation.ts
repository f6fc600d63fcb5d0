const SOI = 0xd8;
const SOS = 0xda;
const APP1 = 0xe1;
const INTRODUCTION = "Exif\0\0";
const ORIENTATION = 0x0112;
const BYTE = 1;
const SHORT = 3;
const LONG = 4;

/**
 * The orientation in a JPEG's EXIF data (CIPA DC-008, 4.6.2 and 4.6.4), read by itself: whatever else is in the file,
 * or damaged in it, does not matter. Undefined when there is none.
 */
export function exifOrientation(jpeg: Buffer): number | undefined {
  if (jpeg[0] !== 0xff || jpeg[1] !== SOI) return undefined;
  for (let at = 2; at + 4 <= jpeg.length; ) {
    if (jpeg[at] !== 0xff) return undefined;
    const marker = jpeg[at + 1];
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === SOS) return undefined;
    const end = at + 2 + jpeg.readUInt16BE(at + 2);
    const content = jpeg.subarray(at + 4, end);
    if (marker === APP1 && content.toString("latin1", 0, INTRODUCTION.length) === INTRODUCTION) {
      return orientationOf(content.subarray(INTRODUCTION.length));
    }
    at = end;
  }
  return undefined;
}

/** The last entry that says 1 to 8 counts; entries that do not end are left out. */
function orientationOf(tiff: Buffer): number | undefined {
  const order = tiff.toString("latin1", 0, 2);
  if ((order !== "II" && order !== "MM") || tiff.length < 10) return undefined;
  const short = (at: number) => (order === "II" ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const long = (at: number) => (order === "II" ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const directory = long(4);
  if (directory + 2 > tiff.length) return undefined;
  let orientation: number | undefined;
  for (let entry = 0; entry < short(directory); entry++) {
    const at = directory + 2 + entry * 12;
    if (at + 12 > tiff.length) break;
    if (short(at) !== ORIENTATION) continue;
    const type = short(at + 2);
    const value =
      type === BYTE ? tiff.readUInt8(at + 8) : type === SHORT ? short(at + 8) : type === LONG ? long(at + 8) : 0;
    if (value >= 1 && value <= 8) orientation = value;
  }
  return orientation;
}
