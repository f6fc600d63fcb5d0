export type ImageFormat = "jpeg" | "png" | "gif" | "tiff" | "bmp";

/**
 * First bytes of the formats that the real Lambda's imaging library knows; `?` is any byte. WebP and HEIC are not
 * there.
 */
const MAGIC: readonly (readonly [ImageFormat, string])[] = [
  ["jpeg", "\xff\xd8"],
  ["png", "\x89PNG\r\n\x1a\n"],
  ["gif", "GIF8?a"],
  ["tiff", "II\x2a\x00"],
  ["tiff", "MM\x00\x2a"],
  ["bmp", "BM????\x00\x00\x00\x00"],
];

/** The format by content, whatever the object's name or content type say; undefined for "unknown format". */
export function imageFormatOf(bytes: Buffer): ImageFormat | undefined {
  return MAGIC.find(([, magic]) => startsWith(bytes, magic))?.[0];
}

function startsWith(bytes: Buffer, magic: string): boolean {
  return [...magic].every((byte, index) => byte === "?" || bytes[index] === byte.charCodeAt(0));
}
