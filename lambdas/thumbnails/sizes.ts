/** The four variants in the order in which they are made (docs/contract/pipeline.md 1.2). */
export const SIZES = [
  { name: "thumbnail", width: 200 },
  { name: "small", width: 400 },
  { name: "medium", width: 800 },
  { name: "large", width: 1200 },
] as const;

export type SizeName = (typeof SIZES)[number]["name"];

export interface Dimensions {
  readonly width: number;
  readonly height: number;
}

/** The first side length that Go's JPEG encoder refuses. */
const TOO_LARGE = 65536;

/**
 * A picture at another width: the height is proportional, rounded half up from the *original* dimensions, at least 1
 * (docs/contract/pipeline.md 1.2: 333×217 gives 130, 261, 521 and 782).
 */
export function scaledTo(width: number, original: Dimensions): Dimensions {
  const exact = (width * original.height) / original.width;
  return { width, height: Math.max(1, Math.floor(exact + 0.5)) };
}

/** JPEG, GIF, BMP and TIFF files may say that they have no pixels. */
export function isEmpty({ width, height }: Dimensions): boolean {
  return width === 0 || height === 0;
}

export function fitsInJpeg(dimensions: Dimensions): boolean {
  return dimensions.width < TOO_LARGE && dimensions.height < TOO_LARGE;
}
