import { closeSync, openSync, readSync, writeFileSync, writeSync } from "node:fs";

/** Variable that names the file to a process that is to follow it. */
export const CLOCK_FILE_VARIABLE = "HARNESS_CLOCK_FILE";

const BYTES = 8;

/** Where `npm run dev` says to its processes by how many milliseconds their clocks are ahead of the machine's. */
export class ClockFile {
  readonly path: string;
  readonly #descriptor: number;

  constructor(path: string) {
    this.path = path;
    writeFileSync(path, Buffer.alloc(BYTES));
    this.#descriptor = openSync(path, "r+");
  }

  write(aheadMs: number): void {
    const bytes = Buffer.alloc(BYTES);
    bytes.writeDoubleLE(aheadMs);
    writeSync(this.#descriptor, bytes, 0, BYTES, 0);
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}

/** Opens the file and returns what reads it: one short system call each time. */
export function readClockFile(path: string): () => number {
  const descriptor = openSync(path, "r");
  const bytes = Buffer.alloc(BYTES);
  return () => {
    readSync(descriptor, bytes, 0, BYTES, 0);
    return bytes.readDoubleLE(0);
  };
}
