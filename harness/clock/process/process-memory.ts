import { closeSync, openSync, readSync, writeSync } from "node:fs";
import { ClockRefused } from "./clock-refused.ts";

/**
 * The memory of another process by its addresses (Linux, /proc/PID/mem, see proc_pid_mem(5)). Protected pages can be written
 * too: the process then has a copy of its own. After the process has ended or executed another program nothing can be read
 * or written any more, because the file belongs to the old address space.
 */
export class ProcessMemory {
  readonly #pid: number;
  #file: number | undefined;

  /** Throws `ClockRefused` when the system does not allow it. */
  constructor(pid: number) {
    this.#pid = pid;
    try {
      this.#file = openSync(`/proc/${pid}/mem`, "r+");
    } catch (error) {
      throw new ClockRefused(`the memory of process ${pid} cannot be opened (${codeOf(error)})`);
    }
  }

  read(address: number, length: number): Buffer {
    const bytes = Buffer.alloc(length);
    const done = this.#attempt("read", (file) => readSync(file, bytes, 0, length, address));
    if (done !== length) throw this.#gone("read");
    return bytes;
  }

  /** Not more than 8 bytes that do not cross a multiple of 8 are seen by every thread all at once, or not yet. */
  write(address: number, bytes: Buffer): void {
    // A BigInt as position is refused by writeSync (EIO); addresses of programs are below 2^47, so a number is exact.
    const done = this.#attempt("written", (file) => writeSync(file, bytes, 0, bytes.length, address));
    if (done !== bytes.length) throw this.#gone("written");
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #gone(what: string): ClockRefused {
    return new ClockRefused(
      `the memory of process ${this.#pid} cannot be ${what}: it has ended or runs another program`,
    );
  }

  #attempt(what: string, access: (file: number) => number): number {
    if (this.#file === undefined) throw new Error(`the memory of process ${this.#pid} is closed`);
    try {
      return access(this.#file);
    } catch (error) {
      throw new ClockRefused(`the memory of process ${this.#pid} cannot be ${what} (${codeOf(error)})`);
    }
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
