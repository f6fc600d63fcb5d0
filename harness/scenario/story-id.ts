import { isAbsolute, relative } from "node:path";
import { withSlashes } from "../support/with-slashes.ts";
import type { StoryFolder } from "../world/foreign/configuration/story-folder.ts";

/**
 * `listing-28/fixed` for a file below `scenarios/`, on every system; a story in a folder of the user's own has the
 * folder's prefix in front.
 */
export function storyId(path: string, folders: readonly StoryFolder[] = []): string {
  for (const { prefix, directory } of folders) {
    const below = relative(directory, path);
    if (below !== "" && !below.startsWith("..") && !isAbsolute(below))
      return `${prefix === "" ? "" : `${prefix}/`}${withoutEnding(below)}`;
  }
  return withoutEnding(path).replace(/^.*\/scenarios\//, "");
}

function withoutEnding(path: string): string {
  return withSlashes(path).replace(/\.scenario\.ts$/, "");
}
