import type { ImageFormat } from "./image-format.ts";
import { jpegEnd } from "./jpeg-structure.ts";

const SHORT_DATA = "invalid JPEG format: short Huffman data";
const ENDED = "unexpected EOF";

/**
 * Why Go's decoder refuses bytes that libvips refuses. `decodesWithEnd` tries a JPEG with an end marker appended: if
 * that is fine, only the marker was missing.
 */
export async function decodeFailureOf(
  format: ImageFormat,
  bytes: Buffer,
  vipsMessage: string,
  decodesWithEnd: () => Promise<boolean>,
): Promise<string> {
  if (format !== "jpeg") return failureOfOther(format, vipsMessage);
  switch (jpegEnd(bytes)) {
    case "inside-segment":
      return ENDED;
    case "inside-scan":
      return (await decodesWithEnd()) ? ENDED : SHORT_DATA;
    case "complete":
      if (vipsMessage.includes("missing SOS marker")) return "invalid JPEG format: missing SOS marker";
      if (vipsMessage.includes("premature end of data segment")) return "invalid JPEG format: missing 0xff00 sequence";
      return "invalid JPEG format: bad Huffman code";
  }
}

/** libvips gives one message for every fault of a PNG or GIF; the usual one is a file that was cut off. */
function failureOfOther(format: ImageFormat, vipsMessage: string): string {
  if (format === "png" && vipsMessage.includes("CRC")) return "png: invalid format: invalid checksum";
  return ENDED;
}

/** Whether Go's JPEG decoder would mind what libjpeg only warns about (stray bytes between segments it skips). */
export function isFatalJpegWarning(vipsMessage: string): boolean {
  return /premature end|bad Huffman code|corrupt header/i.test(vipsMessage);
}
