import type { RawPicture } from "../../raw-picture.ts";
import { type Dimensions, isEmpty } from "../../sizes.ts";
import { readJpeg } from "./jpeg-reader.ts";
import { toRgb } from "./pixels/colours.ts";
import { Planes } from "./pixels/planes.ts";

export interface CheckedJpeg {
  /** Dimensions as they are stored. */
  readonly stored: Dimensions;
  /**
   * The same picture in a sound file, with this orientation in its EXIF data; absent where libvips would make another
   * picture of it than Go.
   */
  readonly fileTurned?: (orientation: number) => Buffer;
  /** The pixels as Go makes them, not turned. It takes ten times as long as libvips. */
  readonly decode: () => RawPicture;
}

/**
 * Reads a JPEG to its end marker as Go's image/jpeg does, entropy-coded data too, and throws what it says
 * (Go 1.26 image/jpeg, run).
 */
export function checkJpeg(bytes: Buffer): CheckedJpeg {
  const { frame, transform, essentials, odd } = readJpeg(bytes);
  // Without one of the sides there is no picture at all, which is no error either.
  const stored = isEmpty(frame) ? { width: 0, height: 0 } : { width: frame.width, height: frame.height };
  const usual = !odd && frame.components.length < 4;
  return {
    stored,
    ...(usual && { fileTurned: (orientation: number) => essentials.file(transform, orientation) }),
    decode: () => {
      let planes: Planes | undefined;
      readJpeg(bytes, (...of) => {
        planes = new Planes(...of);
        return planes;
      });
      return toRgb(stored, planes?.planes ?? [], transform);
    },
  };
}
