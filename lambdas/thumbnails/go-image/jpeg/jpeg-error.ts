import { PictureError } from "../../raw-picture.ts";

/** FormatError of Go's image/jpeg. */
export function formatError(message: string): PictureError {
  return new PictureError(`invalid JPEG format: ${message}`);
}

/** UnsupportedError of Go's image/jpeg. */
export function unsupported(feature: string): PictureError {
  return new PictureError(`unsupported JPEG feature: ${feature}`);
}
