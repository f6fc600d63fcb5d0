import { statSync } from "node:fs";
import { isAbsolute } from "node:path";
import { shellQuoted } from "../../support/shell-quoted.ts";

/** A `bootstrap` that starts a command in a folder; another one when a file of the command was written again. */
export function startScript(command: readonly string[], folder: string): string {
  const lines = [
    "#!/bin/sh",
    // A package that stays the same is not started anew.
    ...command.flatMap(stampOf),
    `cd ${shellQuoted(folder)} && exec ${command.map(shellQuoted).join(" ")}`,
  ];
  return `${lines.join("\n")}\n`;
}

function stampOf(word: string): readonly string[] {
  const stats = isAbsolute(word) ? statSync(word, { throwIfNoEntry: false }) : undefined;
  return stats?.isFile() ? [`# ${JSON.stringify([word, stats.ino, stats.size, stats.mtimeMs])}`] : [];
}
