import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { SourceExcerpt } from "../../report/model/report-model.ts";
import { excerptOf, parsePlace } from "../../report/model/source-excerpt.ts";
import { PROJECT_ROOT } from "../../support/project-root.ts";

/** Reads the lines of stories; a file that was written after the run began is told to have changed. */
export function excerptReader(startedAt: number): (place: string) => SourceExcerpt | undefined {
  return (place) => {
    const parsed = parsePlace(place);
    if (!parsed) return undefined;
    const path = join(PROJECT_ROOT, parsed.file);
    try {
      return excerptOf(readFileSync(path, "utf8"), parsed.file, parsed.line, statSync(path).mtimeMs > startedAt);
    } catch {
      // The story is gone or lies elsewhere; its file and line are shown all the same.
      return undefined;
    }
  };
}
