import { type Orientation, swapsSides } from "./orientation.ts";
import type { RawPicture } from "./raw-picture.ts";

/** The picture upright: pixels of 2 to 8 are flipped, turned, or both (CIPA DC-008, 4.6.4). */
export function turn({ data, width, height }: RawPicture, orientation: Orientation): RawPicture {
  if (orientation === 1) return { data, width, height };
  const [newWidth, newHeight] = swapsSides(orientation) ? [height, width] : [width, height];
  const turned = Buffer.allocUnsafe(data.length);
  for (let row = 0, to = 0; row < newHeight; row++) {
    for (let column = 0; column < newWidth; column++, to += 3) {
      const [x, y] = stored(orientation, column, row, width, height);
      data.copy(turned, to, (y * width + x) * 3, (y * width + x) * 3 + 3);
    }
  }
  return { data: turned, width: newWidth, height: newHeight };
}

/** Where in the stored picture the upright one's pixel is. */
function stored(
  orientation: Orientation,
  column: number,
  row: number,
  width: number,
  height: number,
): [number, number] {
  const [right, bottom] = [width - 1, height - 1];
  switch (orientation) {
    case 1:
      return [column, row];
    case 2:
      return [right - column, row];
    case 3:
      return [right - column, bottom - row];
    case 4:
      return [column, bottom - row];
    case 5:
      return [row, column];
    case 6:
      return [row, bottom - column];
    case 7:
      return [right - row, bottom - column];
    case 8:
      return [right - row, column];
  }
}
