import { UsageError } from "../../../support/usage-error.ts";
import { placeholdersIn } from "../fill-template.ts";
import type { ForeignSystem } from "../foreign-system.ts";
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

/**
 * Looks at the placeholders of a text.
 *
 * @throws UsageError for one that does not exist, or that this system's worlds have no value for.
 */
export function checkPlaceholders(text: string, place: Place, where = whereOf(place)): void {
  for (const name of placeholdersIn(text, where)) {
    if (name.startsWith("redis.") && !place.services.includes("redis")) {
      const key = keyPath([...place.keys.slice(0, 2), "services"]);
      throw new UsageError(`${where}: {{${name}}} is used, so ${key} must be ["redis"].`);
    }
  }
}
