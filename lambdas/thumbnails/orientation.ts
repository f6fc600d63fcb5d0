import type { System } from "../../system/revisions.ts";
import { exifOrientation } from "./exif-orientation.ts";
import { goexifOrientation } from "./go-image/exif/go-exif.ts";

/** 1 to 8 (CIPA DC-008, 4.6.4), 1 where nothing can be read. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** How a photo is to be turned. D37: it is not, when anything else in its EXIF data is damaged. */
export function orientationOf(system: System, file: Buffer): Orientation {
  const read = goexifOrientation(file);
  if (read !== undefined) return known(read);
  const anyway = known(exifOrientation(file) ?? 1);
  return anyway === 1 || system.has("D37") ? 1 : anyway;
}

function known(value: number): Orientation {
  return ([2, 3, 4, 5, 6, 7, 8] as const).find((one) => one === value) ?? 1;
}

/** Whether width and height change places. */
export function swapsSides(orientation: Orientation): boolean {
  return orientation >= 5;
}
