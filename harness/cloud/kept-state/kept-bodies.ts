import { rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { BodyShelf } from "../../network/body-shelf.ts";
import { type Content, joined, MemoryContent, type WrittenContent } from "../../network/content.ts";
import { FileContent } from "../../network/file-content.ts";
import { damaged, type StateFile } from "./state-file.ts";

/** Large bodies below the folder of `--data`. */
export class KeptBodies {
  readonly shelf: BodyShelf;
  readonly #file: StateFile;
  readonly #remove: (path: string) => void;
  /** One object for each file, because it knows how many need it. */
  readonly #restored = new Map<string, FileContent>();

  constructor(file: StateFile, remove: (path: string) => void) {
    this.#file = file;
    this.#remove = remove;
    const numbers = file.bodyFiles().map((name) => Number(/^body-(\d+)$/.exec(name)?.[1] ?? 0));
    this.shelf = new BodyShelf(file.bodies, { keeping: { remove }, count: Math.max(0, ...numbers) });
  }

  /** The content of a body that was written down. @throws EnvironmentError when its file is not there, or not whole. */
  readonly bodyOf = (written: WrittenContent): Content => {
    if (written.kind === "memory") return new MemoryContent(Buffer.from(written.bytes));
    if (written.kind === "joined") return joined(written.parts.map(this.bodyOf));
    return this.#restored.get(written.name) ?? this.#open(written);
  };

  /** Removes the files that nothing names: of requests that were never acknowledged. */
  sweep(): void {
    for (const name of this.#file.bodyFiles()) {
      if (!this.#restored.has(name)) rmSync(join(this.#file.bodies, name), { force: true });
    }
  }

  /** Removes all. */
  empty(): void {
    this.#restored.clear();
    for (const name of this.#file.bodyFiles()) rmSync(join(this.#file.bodies, name), { force: true });
  }

  #open({ name, length, digests }: WrittenContent & { kind: "file" }): FileContent {
    const path = join(this.#file.bodies, name);
    const found = statSync(path, { throwIfNoEntry: false })?.size;
    if (found === undefined) throw damaged(this.#file.folder, `${path} is missing`);
    if (found !== length) throw damaged(this.#file.folder, `${path} has ${found} bytes instead of ${length}`);
    const content = new FileContent(path, length, { digests }, { remove: this.#remove });
    this.#restored.set(name, content);
    return content;
  }
}
