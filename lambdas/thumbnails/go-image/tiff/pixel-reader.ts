import type { Samples } from "./colour-model.ts";
import { type Directory, Tag } from "./directory.ts";

/** Writes red, green and blue of the pixel at `at` (bytes; bits for one-bit samples) of a block's data to `rgb[to]`. */
export type ReadPixel = (data: Uint8Array, at: number, rgb: Uint8Array, to: number) => void;

/** Bits of a pixel; grey pictures and those with a palette are read by their first sample alone. */
export function bitsPerPixel({ model, bits }: Samples): number {
  if (model === "rgb") return 3 * bits;
  return model === "premultiplied" || model === "rgb-with-alpha" ? 4 * bits : bits;
}

/** `onMissingColour` is told of indices that the palette does not have. */
export function pixelReader(
  { model, bits }: Samples,
  { littleEndian, values }: Directory,
  onMissingColour: (index: number, colours: number) => void,
): ReadPixel {
  // Of 16 bits the higher eight count.
  const bytes = bits / 8;
  const high = bits === 16 && littleEndian ? 1 : 0;
  const sample = (data: Uint8Array, at: number): number =>
    bits === 1 ? (((data[at >> 3] as number) >> (7 - (at & 7))) & 1) * 255 : (data[at + high] as number);
  switch (model) {
    case "black-is-zero":
      return (data, at, rgb, to) => rgb.fill(sample(data, at), to, to + 3);
    case "white-is-zero":
      return (data, at, rgb, to) => rgb.fill(255 - sample(data, at), to, to + 3);
    case "palette": {
      const palette = values(Tag.colourMap);
      const colours = palette.length / 3;
      return (data, at, rgb, to) => {
        // Go takes 16 bits as they come, and the lower eight of them.
        const index = bits === 1 ? sample(data, at) & 1 : (data[at + bytes - 1] as number);
        if (index >= colours) onMissingColour(index, colours);
        else writeColour(palette, index, rgb, to);
      };
    }
    case "premultiplied":
      return (data, at, rgb, to) => {
        const alpha = sample(data, at + 3 * bytes);
        for (let channel = 0; channel < 3; channel++) {
          // Divided by alpha when resized, multiplied by it when encoded, in bytes (imaging 1.6.2, run).
          const plain = alpha === 0 ? 0 : Math.floor((sample(data, at + channel * bytes) * 255) / alpha) & 0xff;
          rgb[to + channel] = Math.round((plain * alpha) / 255);
        }
      };
    case "rgb":
      return (data, at, rgb, to) => {
        for (let channel = 0; channel < 3; channel++) rgb[to + channel] = sample(data, at + channel * bytes);
      };
    case "rgb-with-alpha":
      return (data, at, rgb, to) => {
        const alpha = sample(data, at + 3 * bytes) / 255;
        for (let channel = 0; channel < 3; channel++) {
          rgb[to + channel] = Math.round(sample(data, at + channel * bytes) * alpha);
        }
      };
  }
}

function writeColour(palette: readonly number[], index: number, rgb: Uint8Array, to: number): void {
  const colours = palette.length / 3;
  for (let channel = 0; channel < 3; channel++) rgb[to + channel] = (palette[channel * colours + index] as number) >> 8;
}
