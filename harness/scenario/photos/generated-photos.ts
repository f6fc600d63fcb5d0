import { withOrientation } from "./exif-orientation.ts";
import { houseScene } from "./scene.ts";
import { expose } from "./sensor.ts";

export type PhotoSize = "12mp" | "small";

/** Pixels and noise of each size: 12mp files have about 4 MB, small ones some tens of kB. */
const CAMERAS = {
  "12mp": { width: 4000, height: 3000, noise: 33, quality: 87 },
  small: { width: 640, height: 480, noise: 20, quality: 80 },
} as const;

/** How the four photos of listing 28 were taken: two displayed as landscape, then two as portrait. */
const ORIENTATIONS = [1, 3, 6, 8] as const;

export interface GeneratedPhoto {
  readonly index: number;
  readonly orientation: number;
  readonly width: number;
  readonly height: number;
  readonly encode: () => Promise<Buffer>;
}

/** The four photos of a size. They are the same on every machine with one build of sharp; `encode` makes one file. */
export function generatedPhotos(size: PhotoSize): readonly GeneratedPhoto[] {
  return ORIENTATIONS.map((orientation, index) => {
    const { width, height } = CAMERAS[size];
    const portrait = orientation >= 5;
    return {
      index,
      orientation,
      width: portrait ? height : width,
      height: portrait ? width : height,
      encode: () => encodePhoto(size, index, orientation),
    };
  });
}

async function encodePhoto(size: PhotoSize, index: number, orientation: 1 | 3 | 6 | 8): Promise<Buffer> {
  const { width, height, noise, quality } = CAMERAS[size];
  const { default: sharp } = await import("sharp");
  const scene = orientation >= 5 ? houseScene(300, 400, index) : houseScene(400, 300, index);
  const data = expose(scene, { width, height, orientation, noise, seed: 28_000 + index });
  const jpeg = await sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality })
    .toBuffer();
  return withOrientation(jpeg, orientation);
}
