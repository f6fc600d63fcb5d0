import type { RawPicture } from "./raw-picture.ts";
import type { Dimensions } from "./sizes.ts";

const SUPPORT = 3;
const CHANNELS = 3;

/** What one position of a side is made of: neighbours from `begin` on, with their weights, which add up to 1. */
interface Taps {
  readonly begin: number;
  readonly weights: readonly number[];
}

/**
 * A larger picture, by Lanczos interpolation in both directions, as upstream's library does it. libvips enlarges by
 * another method, whose edges are visibly different for tiny pictures (recording thumb-tiny-10x7).
 */
export function enlarge(picture: RawPicture, { width, height }: Dimensions): RawPicture {
  const wide = resizeRows(picture, width);
  return transposed(resizeRows(transposed(wide), height));
}

/** The picture at another width. */
function resizeRows({ data, width, height }: RawPicture, newWidth: number): RawPicture {
  const taps = Array.from({ length: newWidth }, (_, position) => tapsOf(position, width, newWidth));
  const resized = Buffer.allocUnsafe(newWidth * height * CHANNELS);
  let at = 0;
  for (let row = 0; row < height; row++) {
    for (const { begin, weights } of taps) {
      let red = 0;
      let green = 0;
      let blue = 0;
      let from = (row * width + begin) * CHANNELS;
      for (const weight of weights) {
        red += weight * (data[from] ?? 0);
        green += weight * (data[from + 1] ?? 0);
        blue += weight * (data[from + 2] ?? 0);
        from += CHANNELS;
      }
      resized[at++] = byteOf(red);
      resized[at++] = byteOf(green);
      resized[at++] = byteOf(blue);
    }
  }
  return { data: resized, width: newWidth, height };
}

function tapsOf(position: number, size: number, newSize: number): Taps {
  const centre = ((position + 0.5) * size) / newSize - 0.5;
  const begin = Math.max(0, Math.ceil(centre - SUPPORT));
  const end = Math.min(size - 1, Math.floor(centre + SUPPORT));
  const weights = Array.from({ length: end - begin + 1 }, (_, index) => lanczos(begin + index - centre));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return { begin, weights: weights.map((weight) => weight / sum) };
}

function lanczos(distance: number): number {
  return Math.abs(distance) < SUPPORT ? sinc(distance) * sinc(distance / SUPPORT) : 0;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function byteOf(value: number): number {
  return Math.min(255, Math.max(0, Math.trunc(value + 0.5)));
}

function transposed({ data, width, height }: RawPicture): RawPicture {
  const turned = Buffer.allocUnsafe(data.length);
  let at = 0;
  for (let column = 0; column < width; column++) {
    for (let row = 0; row < height; row++) {
      const from = (row * width + column) * CHANNELS;
      turned[at++] = data[from] ?? 0;
      turned[at++] = data[from + 1] ?? 0;
      turned[at++] = data[from + 2] ?? 0;
    }
  }
  return { data: turned, width: height, height: width };
}
