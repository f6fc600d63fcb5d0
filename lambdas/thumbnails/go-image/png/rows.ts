import { bitsPerPixel, type PngHeader } from "./header.ts";

/** Where the passes of Adam7 begin and how far apart their pixels are: x, y, across, down (PNG, 8.2). */
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

const FILTERS = 5;

interface Pass {
  readonly rows: number;
  /** Bytes of a row with its filter type. */
  readonly rowBytes: number;
}

function passesOf(header: PngHeader): readonly Pass[] {
  const bits = bitsPerPixel(header);
  const passes = header.interlaced ? ADAM7 : ([[0, 0, 1, 1]] as const);
  return passes
    .map(([x, y, across, down]) => ({
      rows: Math.ceil((header.height - y) / down),
      width: Math.ceil((header.width - x) / across),
    }))
    .filter(({ rows, width }) => rows > 0 && width > 0)
    .map(({ rows, width }) => ({ rows, rowBytes: 1 + Math.ceil((bits * width) / 8) }));
}

/**
 * Follows inflated data through the rows of a PNG. Only the filter type of a row can be wrong; any sample is a colour.
 */
export class Rows {
  readonly #passes: Pass[];
  /** Rows of the current pass that are still to begin, and bytes of the current row that are still to come. */
  #rowsLeft: number;
  #bytesLeft = 0;
  #filter = 0;
  #surplus = 0;

  constructor(header: PngHeader) {
    this.#passes = [...passesOf(header)];
    this.#rowsLeft = this.#passes[0]?.rows ?? 0;
  }

  get complete(): boolean {
    return this.#passes.length === 0;
  }

  /** Bytes after the last row. */
  get surplus(): number {
    return this.#surplus;
  }

  /** Answers the filter type of a row that has none that is known; Go looks at it when the whole row is there. */
  add(bytes: Uint8Array): number | undefined {
    for (let at = 0; at < bytes.length; ) {
      const pass = this.#passes[0];
      if (!pass) {
        this.#surplus += bytes.length - at;
        return undefined;
      }
      if (this.#bytesLeft === 0) {
        this.#filter = bytes[at] as number;
        this.#bytesLeft = pass.rowBytes;
        this.#rowsLeft--;
      }
      const step = Math.min(this.#bytesLeft, bytes.length - at);
      at += step;
      this.#bytesLeft -= step;
      if (this.#bytesLeft > 0) continue;
      if (this.#filter >= FILTERS) return this.#filter;
      if (this.#rowsLeft === 0) this.#nextPass();
    }
    return undefined;
  }

  #nextPass(): void {
    this.#passes.shift();
    this.#rowsLeft = this.#passes[0]?.rows ?? 0;
  }
}
