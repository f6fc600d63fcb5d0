import type { RawPicture } from "../../../raw-picture.ts";
import type { Dimensions } from "../../../sizes.ts";
import { NO_TRANSFORM } from "../colour-model.ts";
import type { Plane } from "./planes.ts";

/**
 * Red, green and blue of each pixel as Go has them: chroma samples are repeated, not blended; four colours need no print
 * profile (Go 1.26 image/jpeg and image/color, imaging 1.6.2, run).
 */
export function toRgb({ width, height }: Dimensions, planes: readonly Plane[], transform: number): RawPicture {
  const data = Buffer.allocUnsafe(width * height * 3);
  const [first, second, third, fourth] = planes;
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to += 3) {
      const one = sample(first, x, y);
      const two = second ? sample(second, x, y) : one;
      const three = third ? sample(third, x, y) : one;
      if (transform === NO_TRANSFORM || !second) {
        data[to] = one;
        data[to + 1] = two;
        data[to + 2] = three;
      } else {
        writeYCbCr(data, to, one, two - 128, three - 128);
      }
      // Of four colours with a transform Go takes red for cyan and so on: what is left of white is the other way round.
      if (fourth) addBlack(data, to, transform !== NO_TRANSFORM, sample(fourth, x, y));
    }
  }
  return { data, width, height };
}

function sample(plane: Plane | undefined, x: number, y: number): number {
  if (!plane) return 0;
  return plane.samples[(y >> plane.halvedDown) * plane.perRow + (x >> plane.halvedAcross)] as number;
}

/** ITU-T T.871, 7, rounded as Go does: in 65536ths, luma with a share of its own for that. */
function writeYCbCr(data: Buffer, to: number, luma: number, blue: number, red: number): void {
  const light = luma * 0x10101;
  data[to] = clamped(light + 91881 * red);
  data[to + 1] = clamped(light - 22554 * blue - 46802 * red);
  data[to + 2] = clamped(light + 116130 * blue);
}

/** `white`: how much light black ink lets through; Adobe stores four colours inverted. */
function addBlack(data: Buffer, to: number, inverted: boolean, white: number): void {
  for (let at = to; at < to + 3; at++) {
    const light = inverted ? 255 - (data[at] as number) : (data[at] as number);
    data[at] = Math.floor((light * white * 257) / 255) >> 8;
  }
}

function clamped(of65536: number): number {
  return Math.min(255, Math.max(0, of65536 >> 16));
}
