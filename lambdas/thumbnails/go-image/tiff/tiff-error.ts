import { PictureError } from "../../raw-picture.ts";

/** FormatError of golang.org/x/image/tiff. */
export function formatError(message: string): PictureError {
  return new PictureError(`tiff: invalid format: ${message}`);
}

/** UnsupportedError of golang.org/x/image/tiff. */
export function unsupported(feature: string): PictureError {
  return new PictureError(`tiff: unsupported feature: ${feature}`);
}
