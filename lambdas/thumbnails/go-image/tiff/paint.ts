import type { RawPicture } from "../../raw-picture.ts";
import type { Samples } from "./colour-model.ts";
import type { Block } from "./layout.ts";
import { bitsPerPixel, type ReadPixel } from "./pixel-reader.ts";
import { formatError } from "./tiff-error.ts";

/**
 * Puts a block's pixels into the picture. Rows of tiles that reach over the right edge are longer than what is seen of
 * them, which the version of 2019-10-09 minds for some kinds of pixels only: the others come out slanted.
 */
export function paint(picture: RawPicture, block: Block, data: Uint8Array, samples: Samples, read: ReadPixel): void {
  const visible = Math.min(block.width, picture.width - block.left);
  const bits = bitsPerPixel(samples);
  const rowBytes = Math.ceil(((mindsWidth(samples) ? block.width : visible) * bits) / 8);
  // With alpha and 8 bits whole rows are copied, seen or not.
  const needed = samples.bits === 8 && bits === 32 ? rowBytes : Math.ceil((visible * bits) / 8);
  for (let row = 0; row < Math.min(block.height, picture.height - block.top); row++) {
    const start = row * rowBytes;
    if (start + needed > data.length) throw formatError("not enough pixel data");
    let to = ((block.top + row) * picture.width + block.left) * 3;
    for (let column = 0; column < visible; column++, to += 3) {
      const at = bits === 1 ? 8 * start + column : start + (column * bits) / 8;
      read(data, at, picture.data, to);
    }
  }
}

function mindsWidth({ model, bits }: Samples): boolean {
  const grey = model === "black-is-zero" || model === "white-is-zero";
  return grey ? bits === 16 : bits === 8 && model !== "palette";
}
