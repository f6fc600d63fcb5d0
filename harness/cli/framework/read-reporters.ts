import { resolve } from "node:path";
import { nearest } from "../../support/nearest.ts";
import { UsageError } from "../../support/usage-error.ts";

/** `list` and `dot` write to the terminal; `github` for its runner; the others write a file, `html` into a folder. */
export const REPORTERS = ["list", "dot", "json", "junit", "github", "html"] as const;
export type ReporterName = (typeof REPORTERS)[number];

export interface ChosenReporter {
  readonly name: ReporterName;
  /** Absolute; without it json and junit go to standard output, and html to the run's folder. */
  readonly path?: string;
  /** The file is a temporary one, to be printed. */
  readonly printed?: boolean;
}

const WITH_PATH: ReadonlySet<ReporterName> = new Set(["json", "junit", "html"]);

/** `dot,junit=reports/junit.xml`. */
export function readReporters(text: string): readonly ChosenReporter[] {
  return text
    .split(",")
    .filter((part) => part.trim() !== "")
    .map((part) => readReporter(part.trim()));
}

function readReporter(text: string): ChosenReporter {
  const [given = "", ...rest] = text.split("=");
  const path = rest.join("=");
  const name = REPORTERS.find((known) => known === given);
  if (name === undefined) {
    const meant = nearest(given, REPORTERS);
    const hint = meant === undefined ? "" : ` Did you mean ${meant}?`;
    throw new UsageError(`--reporter: there is no reporter "${given}"; there are ${REPORTERS.join(", ")}.${hint}`);
  }
  if (rest.length === 0) return { name };
  if (path === "") throw new UsageError(`--reporter: ${name}= needs a file behind it.`);
  if (!WITH_PATH.has(name)) throw new UsageError(`--reporter: ${name} writes no file; "${path}" was given.`);
  return { name, path: resolve(path) };
}

/** What the reporters of one run want of the terminal. @throws UsageError when two of them want standard output. */
export function terminalUse(reporters: readonly ChosenReporter[]): "list" | "dot" | "failures" | "nothing" {
  const printing = reporters.filter(({ name, path }) => isPrinter(name) || (path === undefined && isText(name)));
  const [first, second] = printing;
  if (first && second) {
    const files = printing.filter(({ name }) => isText(name)).map(({ name }) => `${name}=FILE`);
    const hint = files.length === 0 ? "choose one of them" : `say ${files.join(" and ")}`;
    throw new UsageError(`--reporter: ${first.name} and ${second.name} both write to standard output: ${hint}.`);
  }
  if (first === undefined) return reporters.length === 0 ? "list" : "failures";
  return first.name === "list" || first.name === "dot" ? first.name : "nothing";
}

function isPrinter(name: ReporterName): boolean {
  return name === "list" || name === "dot";
}

function isText(name: ReporterName): boolean {
  return name === "json" || name === "junit";
}
