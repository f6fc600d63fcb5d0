const SIDE = 8;
export const COEFFICIENTS = SIDE * SIDE;

/** Where in a block, row by row, the coefficients stand that a file has in zig-zag order (ITU-T T.81, figure A.6). */
const PLACES = zigZag();

/** How much of each frequency a pixel has (ITU-T T.81, A.3.3): by frequency, then by place. */
const BASIS = Float64Array.from({ length: COEFFICIENTS }, (_, index) => {
  const [frequency, place] = [Math.floor(index / SIDE), index % SIDE];
  const scale = frequency === 0 ? Math.SQRT1_2 : 1;
  return (scale * Math.cos(((2 * place + 1) * frequency * Math.PI) / (2 * SIDE))) / 2;
});

const columns = new Float64Array(COEFFICIENTS);

/**
 * A block's pixels: 64 coefficients in zig-zag order from `at` on, times their quantization, written row by row into
 * `plane` from `to` on. Go reckons in whole numbers, so that one of its values may be larger or smaller by one.
 */
export function writeBlock(
  coefficients: Int32Array,
  at: number,
  quantization: Int32Array,
  plane: Uint8Array,
  to: number,
  perRow: number,
): void {
  columns.fill(0);
  let used = 0;
  for (let zig = 0; zig < COEFFICIENTS; zig++) {
    const value = (coefficients[at + zig] as number) * (quantization[zig] as number);
    if (value === 0) continue;
    const place = PLACES[zig] as number;
    const [vertical, column] = [place >> 3, place & 7];
    used = Math.max(used, column + 1);
    for (let y = 0; y < SIDE; y++) (columns[y * SIDE + column] as number) += value * basis(vertical, y);
  }
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      let value = 128.5;
      for (let column = 0; column < used; column++) value += (columns[y * SIDE + column] as number) * basis(column, x);
      plane[to + y * perRow + x] = Math.max(0, Math.min(255, value));
    }
  }
}

function basis(frequency: number, place: number): number {
  return BASIS[frequency * SIDE + place] as number;
}

function zigZag(): Uint8Array {
  const places: number[] = [];
  for (let diagonal = 0; diagonal < 2 * SIDE - 1; diagonal++) {
    const ofDiagonal: number[] = [];
    for (let row = 0; row < SIDE; row++) {
      const column = diagonal - row;
      if (column >= 0 && column < SIDE) ofDiagonal.push(row * SIDE + column);
    }
    places.push(...(diagonal % 2 === 0 ? ofDiagonal.reverse() : ofDiagonal));
  }
  return Uint8Array.from(places);
}
