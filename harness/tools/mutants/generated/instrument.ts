import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Instrumenter } from "@stryker-mutator/instrumenter";
import type { ContractTexts } from "./contract-texts.ts";
import { type Mutant, type Place, textAt } from "./mutant.ts";
import { type FileTexts, TextObserver } from "./text-observer.ts";

/** Mutants, and the code that has them all as switches, which are off. */
export interface Instrumented {
  readonly mutants: readonly Mutant[];
  /** By file. */
  readonly code: ReadonlyMap<string, string>;
}

/** Which places of which files get mutants: all, or those within some places. */
export type Wanted = ReadonlyMap<string, true | readonly Place[]>;

/** Makes mutants of files by Stryker's rules. Reads the files; writes nothing. */
export async function instrument(root: string, wanted: Wanted, texts: ContractTexts): Promise<Instrumented> {
  const sources = new Map([...wanted.keys()].map((file) => [file, readFileSync(join(root, file), "utf8")]));
  const observer = new TextObserver([...wanted.keys()]);
  const files = [...wanted].map(([name, places]) => ({
    name,
    mutate: places === true ? true : places.map(({ start, end }) => ({ start: { ...start }, end: { ...end } })),
    content: sources.get(name) ?? "",
  }));
  const made = await new Instrumenter(SILENT).instrument(files, {
    plugins: null,
    excludedMutations: [],
    // Ignores nothing: it only looks at what Stryker walks through anyway.
    ignorers: [{ shouldIgnore: (path) => observer.look(path) }],
  });
  const mutants = made.mutants.map(({ id, fileName, location, mutatorName, replacement }): Mutant => {
    const source = sources.get(fileName) ?? "";
    return {
      id,
      file: fileName,
      line: location.start.line + 1,
      column: location.start.column + 1,
      lineText: source.split("\n")[location.start.line] ?? "",
      mutator: mutatorName,
      original: textAt(source, location),
      replacement,
      unnamedText: mutatorName === "StringLiteral" && isUnnamed(observer.of(fileName), location, texts),
      place: location,
    };
  });
  return { mutants, code: new Map(made.files.map(({ name, content }) => [name, content])) };
}

function isUnnamed(seen: FileTexts, place: Place, texts: ContractTexts): boolean {
  const pieces = seen.at(place);
  return pieces !== undefined && !texts.name(pieces);
}

const no = (): boolean => false;
const nothing = (): void => {};
/** Stryker's logger; its errors are thrown as well. */
const SILENT = {
  isTraceEnabled: no,
  isDebugEnabled: no,
  isInfoEnabled: no,
  isWarnEnabled: no,
  isErrorEnabled: no,
  isFatalEnabled: no,
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  fatal: nothing,
};
