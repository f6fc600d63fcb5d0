import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface ProjectText {
  /** From the project's root, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** Not written by hand: dependencies, output of runs, recordings. */
const PASSED_OVER = new Set(["node_modules", ".git", ".vitest", "reports", ".cache", "fixtures", "incidents"]);

/** Every text file of the project. Works without git, so that an unpacked archive can be checked too. */
export function readProjectTexts(root: string, directory = ""): readonly ProjectText[] {
  return readdirSync(join(root, directory), { withFileTypes: true }).flatMap((entry) => {
    if (PASSED_OVER.has(entry.name)) return [];
    const path = directory === "" ? entry.name : `${directory}/${entry.name}`;
    if (entry.isDirectory()) return readProjectTexts(root, path);
    if (!entry.isFile()) return [];
    const text = readFileSync(join(root, path), "utf8");
    return text.includes("\0") ? [] : [{ path, text }];
  });
}
