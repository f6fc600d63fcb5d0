import { realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { makeFolder } from "../../support/make-folder.ts";
import type { BaselineEntry } from "./baseline-entry.ts";

/** The text of a baseline file: a member a line, so that a diff can be read. */
export function baselineText(entries: readonly BaselineEntry[]): string {
  const inOrder = entries.map(({ scenario, title, rule, reason, since }) => ({ scenario, title, rule, reason, since }));
  return `${JSON.stringify(inOrder, undefined, 2)}\n`;
}

/** Replaces the file at once: whoever reads it meanwhile, or ends this process, finds the old or the new one whole. */
export function writeBaseline(path: string, entries: readonly BaselineEntry[]): void {
  const target = followed(path);
  makeFolder(dirname(target));
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}`);
  try {
    writeFileSync(temporary, baselineText(entries));
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** A link stays a link. */
function followed(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
