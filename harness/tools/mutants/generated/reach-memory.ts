import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { type Digests, joined } from "./digests.ts";
import type { FileOutcome } from "./session/messages.ts";

const remembered = z.object({
  /** Of the test file. */
  digest: z.string(),
  state: z.enum(["green", "skipped"]),
  durationMs: z.number(),
  reached: z.record(z.string(), z.number()),
});
const memoryFile = z.object({ base: z.string(), files: z.record(z.string(), remembered) });
type Remembered = z.infer<typeof remembered>;

/**
 * What test files reach, from run to run: it depends neither on the sample nor on the part of it that is judged. It
 * holds for one state of the system, of the harness and of the packages, and file by file as long as the test file is
 * the same.
 */
export class ReachMemory {
  readonly #path: string;
  readonly #digests: Digests;
  readonly #base: string;
  readonly #files: Map<string, Remembered>;

  /** `path`: what an earlier run has written; a missing or unreadable one counts as empty. */
  constructor(path: string, digests: Digests) {
    this.#path = path;
    this.#digests = digests;
    this.#base = joined([digests.harness, digests.system]);
    this.#files = new Map(Object.entries(read(path, this.#base)));
  }

  recall(file: string): FileOutcome | undefined {
    const known = this.#files.get(file);
    if (known?.digest !== this.#digests.of(file)) return undefined;
    const { state, durationMs, reached } = known;
    return { file, state, durationMs, reached };
  }

  remember({ file, state, durationMs, reached = {} }: FileOutcome): void {
    if (state === "red") return;
    this.#files.set(file, { digest: this.#digests.of(file), state, durationMs, reached: { ...reached } });
  }

  write(): void {
    mkdirSync(dirname(this.#path), { recursive: true });
    const content: z.infer<typeof memoryFile> = { base: this.#base, files: Object.fromEntries(this.#files) };
    writeFileSync(this.#path, JSON.stringify(content));
  }
}

function read(path: string, base: string): Readonly<Record<string, Remembered>> {
  try {
    const memory = memoryFile.parse(JSON.parse(readFileSync(path, "utf8")));
    return memory.base === base ? memory.files : {};
  } catch {
    // Missing, of another version, or cut short by a killed run: everything is run again.
    return {};
  }
}
