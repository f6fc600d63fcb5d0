import { createReadStream, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import type { Fact } from "../../../scenario/facts/fact.ts";
import { printableLine } from "../../../support/printable-line.ts";
import { UsageError } from "../../../support/usage-error.ts";
import { withSlashes } from "../../../support/with-slashes.ts";
import { contradictions } from "./contradictions.ts";
import type { Problem } from "./form.ts";
import { readLines } from "./read-lines.ts";
import { splitLines } from "./split-lines.ts";

/** What a report says, and what of it could not be read. */
export interface ReadReport {
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
  /** Facts that cannot both be true, or that are of something else. */
  readonly contradictions: readonly Problem[];
  /** Lines that are words for people, by file. */
  readonly words: ReadonlyMap<string, readonly number[]>;
  /** Lines of all files together. */
  readonly lines: number;
}

const MOST_FILES = 1_000;

/** Reads files, folders (all files below them) and `-`, which is `standardInput`. */
export async function readInputs(paths: readonly string[], standardInput: Readable): Promise<ReadReport> {
  const files = paths.flatMap((path) => (path === "-" ? ["-"] : filesAt(path)));
  if (files.length > MOST_FILES)
    throw new UsageError(
      `${files.length} files are more than a report has (${MOST_FILES}): name the folder that holds it.`,
    );
  const facts: Fact[] = [];
  const problems: Problem[] = [];
  const words = new Map<string, readonly number[]>();
  let lines = 0;
  for (const file of files) {
    const name = file === "-" ? "standard input" : withSlashes(file);
    const split = await splitLines(name, file === "-" ? standardInput : openFile(file));
    const read = readLines(split.lines);
    facts.push(...read.facts);
    problems.push(...split.problems, ...read.problems);
    words.set(name, read.words);
    lines += split.lines.text.length;
  }
  return { facts, problems, contradictions: contradictions(facts), words, lines };
}

function openFile(file: string): Readable {
  const bytes = createReadStream(file);
  return file.endsWith(".gz") ? bytes.pipe(createGunzip()) : bytes;
}

function filesAt(path: string): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code === "ENOENT" ? "does not exist" : `cannot be read (${error})`;
    throw new UsageError(`${printableLine(path)} ${why}. Name files, folders, or - for standard input.`);
  }
}
