import { statSync } from "node:fs";
import { isAbsolute } from "node:path";

/** The files among the words of a command, each with what changes when it is written again. */
export function fileStamps(command: readonly string[]): readonly string[] {
  return command.flatMap((word) => {
    const stats = isAbsolute(word) ? statSync(word, { throwIfNoEntry: false }) : undefined;
    return stats?.isFile() ? [JSON.stringify([word, stats.ino, stats.size, stats.mtimeMs])] : [];
  });
}
