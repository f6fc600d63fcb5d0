import { PictureError } from "../../raw-picture.ts";

/** FormatError of Go's image/png. */
export function formatError(message: string): PictureError {
  return new PictureError(`png: invalid format: ${message}`);
}

/** UnsupportedError of Go's image/png. */
export function unsupported(feature: string): PictureError {
  return new PictureError(`png: unsupported feature: ${feature}`);
}
