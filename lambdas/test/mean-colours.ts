import type { RawPicture } from "../thumbnails/raw-picture.ts";

const CELLS_A_SIDE = 3;

/**
 * By how much the mean red, green and blue of nine cells differ at most from recorded ones, in hex. Chroma that libvips
 * blends and Go repeats moves the mean of a cell by 12 at most.
 */
export function colourDifference(picture: RawPicture, colours: string): number {
  const recorded = Buffer.from(colours, "hex");
  return Math.max(...cellsOf(picture).map((mean, at) => Math.abs(mean - (recorded[at] ?? 0))));
}

function cellsOf({ data, width, height }: RawPicture): number[] {
  const sums = Array.from({ length: CELLS_A_SIDE ** 2 * 3 }, () => ({ sum: 0, count: 0 }));
  const cellOf = (place: number, length: number) => {
    for (let cell = CELLS_A_SIDE - 1; cell > 0; cell--) {
      if (place >= Math.floor((cell * length) / CELLS_A_SIDE)) return cell;
    }
    return 0;
  };
  for (let pixel = 0; pixel < width * height; pixel++) {
    const cell = cellOf(Math.floor(pixel / width), height) * CELLS_A_SIDE + cellOf(pixel % width, width);
    for (let channel = 0; channel < 3; channel++) {
      const of = sums[cell * 3 + channel];
      if (!of) continue;
      of.sum += data[pixel * 3 + channel] ?? 0;
      of.count++;
    }
  }
  return sums.map(({ sum, count }) => sum / Math.max(1, count));
}
