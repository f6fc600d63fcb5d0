import { delimiter, join } from "node:path";
import { isProgram } from "../is-program.ts";

/** Path of a program on PATH. */
function programOnPath(name: string, path = ""): string | undefined {
  return path
    .split(delimiter)
    .filter(Boolean)
    .map((directory) => join(directory, name))
    .find(isProgram);
}

/** A sentence that names the programs that are not on PATH; undefined when all are. */
export function missingPrograms(names: readonly string[], path: string | undefined): string | undefined {
  const missing = names.filter((name) => programOnPath(name, path) === undefined);
  return missing.length === 0 ? undefined : `this system has no ${missing.join(" and no ")}`;
}
