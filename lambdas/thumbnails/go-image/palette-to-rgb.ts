/** Red, green and blue of each index. */
export function paletteToRgb(indices: Uint8Array, palette: Uint8Array): Buffer {
  const data = Buffer.allocUnsafe(indices.length * 3);
  for (let from = 0, to = 0; from < indices.length; from++, to += 3) {
    const at = (indices[from] as number) * 3;
    data[to] = palette[at] as number;
    data[to + 1] = palette[at + 1] as number;
    data[to + 2] = palette[at + 2] as number;
  }
  return data;
}
