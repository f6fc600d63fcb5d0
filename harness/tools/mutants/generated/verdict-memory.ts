import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { type Digests, joined } from "./digests.ts";
import { type Mutant, nameOf } from "./mutant.ts";
import type { Verdict } from "./verdict.ts";

const remembered = z.object({
  caught: z.enum(["by scenario", "by unit test", "no"]),
  by: z.string().optional(),
  why: z.string().optional(),
  /** Of what the verdict depends on. */
  digest: z.string(),
});
const memoryFile = z.object({ version: z.literal(1), verdicts: z.record(z.string(), remembered) });

/**
 * Verdicts of an earlier run. One counts again when the mutated file, the test files that pass the mutant's place, the
 * harness and the packages are to the letter what they were; for a caught mutant the one test file that caught it is enough.
 * Changes in other files of the system are not looked at, as in Stryker's incremental mode.
 */
export class VerdictMemory {
  readonly #digests: Digests;
  readonly #path: string;
  readonly #old: ReadonlyMap<string, z.infer<typeof remembered>>;
  readonly #new = new Map<string, z.infer<typeof remembered>>();

  /** `path`: what an earlier run has written; a missing or unreadable one counts as empty. */
  constructor(path: string, digests: Digests) {
    this.#path = path;
    this.#digests = digests;
    this.#old = new Map(Object.entries(read(path)));
  }

  /** `judges`: every test file that passes the mutant's place. */
  recall(mutant: Mutant, judges: readonly string[]): Pick<Verdict, "caught" | "by" | "why"> | undefined {
    const old = this.#old.get(nameOf(mutant));
    if (!old || old.digest !== this.#digest(mutant, old.by === undefined ? judges : [old.by])) return undefined;
    this.#new.set(nameOf(mutant), old);
    const { caught, by, why } = old;
    return { caught, ...(by === undefined ? {} : { by }), ...(why === undefined ? {} : { why }) };
  }

  remember({ mutant, caught, by, why }: Verdict, judges: readonly string[]): void {
    if (caught === "not judged") return;
    const digest = this.#digest(mutant, by === undefined ? judges : [by]);
    this.#new.set(nameOf(mutant), { caught, by, why, digest });
  }

  /** Also keeps what was not asked for this time: another seed draws it again. */
  write(): void {
    const verdicts = Object.fromEntries([...this.#old, ...this.#new]);
    mkdirSync(dirname(this.#path), { recursive: true });
    writeFileSync(this.#path, JSON.stringify({ version: 1, verdicts } satisfies z.infer<typeof memoryFile>));
  }

  #digest({ file }: Mutant, tests: readonly string[]): string {
    return joined([this.#digests.harness, ...[file, ...[...tests].sort()].map((path) => this.#digests.of(path))]);
  }
}

function read(path: string): z.infer<typeof memoryFile>["verdicts"] {
  try {
    return memoryFile.parse(JSON.parse(readFileSync(path, "utf8"))).verdicts;
  } catch {
    // Missing, of another version, or cut short by a killed run: everything is judged again.
    return {};
  }
}
