import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { PROJECT_ROOT } from "../../support/project-root.ts";
import type { PlantedBug } from "./planted-bug.ts";

/** Folders that no check reads; packages are shared by a link. */
const LEFT_OUT: ReadonlySet<string> = new Set([".git", "node_modules"]);

/** A text that a bug wants to change is no longer there, or more than once. */
class BugNotFound extends Error {
  override readonly name = "BugNotFound";
}

/** A copy of the project that bugs can be planted in; the project itself is never changed. */
export class ProjectCopy implements Disposable {
  readonly directory: string;

  constructor() {
    this.directory = mkdtempSync(join(tmpdir(), "toq-mutants-"));
    cpSync(PROJECT_ROOT, this.directory, {
      recursive: true,
      filter: (source) => source === PROJECT_ROOT || !LEFT_OUT.has(basename(source)),
    });
    symlinkSync(join(PROJECT_ROOT, "node_modules"), join(this.directory, "node_modules"));
  }

  /** Makes one change until what is returned is disposed of. Throws BugNotFound. */
  plant({ id, file, text, replacement }: PlantedBug): Disposable {
    const path = join(this.directory, file);
    const original = readFileSync(path, "utf8");
    const found = original.split(text).length - 1;
    if (found !== 1) throw new BugNotFound(`The bug "${id}" wants to change a text that ${file} has ${found} times.`);
    // A function, because a text may have `$&`.
    writeFileSync(
      path,
      original.replace(text, () => replacement),
    );
    return { [Symbol.dispose]: () => writeFileSync(path, original) };
  }

  [Symbol.dispose](): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
