import { type Directory, Tag } from "./directory.ts";
import { formatError } from "./tiff-error.ts";

/** A strip or tile: where its bytes are, and which pixels they are; tiles may reach over the picture's edges. */
export interface Block {
  readonly offset: number;
  readonly length: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Strips or tiles in the order in which Go decodes them: column by column. */
export function blocksOf({ values }: Directory, width: number, height: number): readonly Block[] {
  const tileWidth = values(Tag.tileWidth)[0] ?? 0;
  const tiled = tileWidth !== 0;
  const blockWidth = tiled ? tileWidth : width;
  const blockHeight = tiled ? (values(Tag.tileLength)[0] ?? 0) : (values(Tag.rowsPerStrip)[0] ?? 0) || height;
  const across = tiled ? Math.ceil(width / blockWidth) : width === 0 ? 0 : 1;
  const down = blockHeight === 0 ? (height === 0 ? 0 : 1) : Math.ceil(height / blockHeight);
  const offsets = values(tiled ? Tag.tileOffsets : Tag.stripOffsets);
  const lengths = values(tiled ? Tag.tileByteCounts : Tag.stripByteCounts);
  if (offsets.length < across * down || lengths.length < across * down) throw formatError("inconsistent header");
  const blocks: Block[] = [];
  for (let column = 0; column < across; column++) {
    for (let row = 0; row < down; row++) {
      const [left, top] = [column * blockWidth, row * blockHeight];
      blocks.push({
        offset: offsets[row * across + column] ?? 0,
        length: lengths[row * across + column] ?? 0,
        left,
        top,
        width: tiled ? blockWidth : Math.min(blockWidth, width - left),
        height: tiled ? blockHeight : Math.min(blockHeight, height - top),
      });
    }
  }
  return blocks;
}
