import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { withSlashes } from "../../../support/with-slashes.ts";

/** Not loaded by any story or unit test of the system. */
const NOT_IN_TESTS = /^harness\/(cli|tools|report)\/|\.test\.ts$/;

/** Digests of files, each read once. */
export class Digests {
  readonly #root: string;
  readonly #known = new Map<string, string>();

  constructor(root: string) {
    this.#root = root;
  }

  /** Of the packages and of the harness, as far as tests load it. */
  get harness(): string {
    return this.#ofAll(["package-lock.json", "harness/**/*.ts"]);
  }

  /** Of the code that mutants are made of. */
  get system(): string {
    return this.#ofAll(["{server,lambdas,system}/**/*.ts"]);
  }

  of(file: string): string {
    let digest = this.#known.get(file);
    if (digest === undefined) {
      digest = createHash("sha256")
        .update(readFileSync(join(this.#root, file)))
        .digest("hex");
      this.#known.set(file, digest);
    }
    return digest;
  }

  #ofAll(patterns: readonly string[]): string {
    const files = globSync(patterns, { cwd: this.#root }).map(withSlashes).sort();
    return joined(files.filter((file) => !NOT_IN_TESTS.test(file)).flatMap((file) => [file, this.of(file)]));
  }
}

/** One digest of several texts, in their order. */
export function joined(parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\0")).digest("hex").slice(0, 32);
}
