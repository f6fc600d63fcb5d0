import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
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

/** What every verdict depends on, beside the mutated file and the tests: the harness, and the packages. */
const BASE = ["package-lock.json", "harness/**/*.ts"];
const NOT_IN_STORIES = /^harness\/(cli|tools|report)\/|\.test\.ts$/;

/**
 * Verdicts of an earlier run. One counts again when the mutated file, the test files that pass the mutant's place, the harness
 * and the packages are to the letter what they were; for a caught mutant the one test file that caught it is enough.
 * Changes in other files of the system are not looked at, as in Stryker's incremental mode.
 */
export class VerdictMemory {
  readonly #root: string;
  readonly #base: string;
  readonly #digests = new Map<string, string>();
  readonly #old: ReadonlyMap<string, z.infer<typeof remembered>>;
  readonly #new = new Map<string, z.infer<typeof remembered>>();

  /** `file`: what an earlier run has written; a missing or unreadable one counts as empty. */
  constructor(root: string, file: string) {
    this.#root = root;
    const base = globSync(BASE, { cwd: root }).filter((path) => !NOT_IN_STORIES.test(path));
    this.#base = this.#digestOf(base.sort());
    this.#old = new Map(Object.entries(read(file)));
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
  write(file: string): void {
    const verdicts = Object.fromEntries([...this.#old, ...this.#new]);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ version: 1, verdicts } satisfies z.infer<typeof memoryFile>));
  }

  #digest({ file }: Mutant, tests: readonly string[]): string {
    const own = [file, ...[...tests].sort()].map((path) => this.#digestOf([path]));
    return createHash("sha256")
      .update([this.#base, ...own].join(" "))
      .digest("hex")
      .slice(0, 32);
  }

  #digestOf(files: readonly string[]): string {
    const key = files.join("\n");
    const known = this.#digests.get(key);
    if (known !== undefined) return known;
    const hash = createHash("sha256");
    for (const path of files)
      hash
        .update(path)
        .update("\0")
        .update(readFileSync(join(this.#root, path)))
        .update("\0");
    const digest = hash.digest("hex");
    this.#digests.set(key, digest);
    return digest;
  }
}

function read(file: string): z.infer<typeof memoryFile>["verdicts"] {
  if (!existsSync(file)) return {};
  try {
    return memoryFile.parse(JSON.parse(readFileSync(file, "utf8"))).verdicts;
  } catch {
    // Of another version, or cut short by a killed run: everything is judged again.
    return {};
  }
}
