import { UsageError } from "../../../support/usage-error.ts";
import { placeholdersIn } from "../fill-template.ts";
import type { ForeignSystem } from "../foreign-system.ts";
import { PLACEHOLDERS } from "../placeholders.ts";
import { keyPath } from "./describe-issue.ts";

/** Where a value stands in a configuration, and what its paths start at. */
export interface Place {
  readonly configPath: string;
  readonly directory: string;
  readonly keys: readonly PropertyKey[];
  /** Those of the system. */
  readonly services: ForeignSystem["services"];
}

export function inside(place: Place, ...keys: readonly PropertyKey[]): Place {
  return { ...place, keys: [...place.keys, ...keys] };
}

/** How messages name a place: file and path of the key. */
export function whereOf({ configPath, keys }: Place): string {
  return `${configPath}: ${keyPath(keys)}`;
}

/** What formatters of YAML (Biome, Prettier) make of `{{name}}`: for them it is a map in a map. */
const MOVED_APART = /\{\s+\{\s*([\w.]+)\s*\}\s+\}/g;

/**
 * Looks at the placeholders of a text.
 *
 * @throws UsageError for one that does not exist, that this system's worlds have no value for, or that a formatter has spoiled.
 */
export function checkPlaceholders(text: string, place: Place, where = whereOf(place)): void {
  for (const { 0: source, 1: name = "", index } of text.matchAll(MOVED_APART)) {
    if (!Object.hasOwn(PLACEHOLDERS, name)) continue;
    const line = text.slice(0, index).split("\n").length;
    throw new UsageError(
      `${where}, line ${line}: ${source} was {{${name}}} before a formatter moved its braces apart; ` +
        "write it again, and keep this file from the formatter (its name need not end with .yaml).",
    );
  }
  for (const name of placeholdersIn(text, where)) {
    if (name.startsWith("redis.") && !place.services.includes("redis")) {
      const key = keyPath([...place.keys.slice(0, 2), "services"]);
      throw new UsageError(`${where}: {{${name}}} is used, so ${key} must be ["redis"].`);
    }
  }
}
