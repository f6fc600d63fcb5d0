import { resolve } from "node:path";
import { placeholdersIn } from "../fill-template.ts";
import { replaceMentions } from "../placeholder-text.ts";
import { executableAt, programInPath } from "./checked-path.ts";
import { checkPlaceholders, type Place, whereOf } from "./place.ts";

/**
 * A command whose program is found: a path starts at the configuration's folder, a bare name is one of PATH.
 * Parameters stay as they are.
 */
export function resolveCommand(words: readonly string[], place: Place): readonly string[] {
  for (const word of words) checkPlaceholders(word, place);
  const [program = "", ...parameters] = words;
  return [resolveProgram(program, place), ...parameters];
}

function resolveProgram(program: string, place: Place): string {
  const where = whereOf(place);
  const names = placeholdersIn(program, where);
  names.delete("config.directory");
  // Known only in a world.
  if (names.size > 0) return program;
  const path = replaceMentions(program, ({ escaped, source }) => (escaped ? source : place.directory));
  return /[/\\]/.test(path) ? executableAt(where, resolve(place.directory, path)) : programInPath(where, path);
}
