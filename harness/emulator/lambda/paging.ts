import { invalidParameterValue } from "./errors.ts";
import { MAX_LISTED } from "./limits.ts";

/** One page of a list: `Marker` is the index where the next one begins. */
export function pageOf<T>(
  items: readonly T[],
  query: ReadonlyMap<string, string>,
): { items: readonly T[]; NextMarker?: string } {
  const from = Number(query.get("Marker") ?? "0");
  const size = Number(query.get("MaxItems") ?? MAX_LISTED);
  if (!Number.isInteger(from) || from < 0) throw invalidParameterValue("Marker is not one that this service gave out.");
  if (!Number.isInteger(size) || size < 1)
    throw invalidParameterValue("MaxItems must be a whole number of at least 1.");
  const next = from + Math.min(size, MAX_LISTED);
  return { items: items.slice(from, next), ...(next < items.length ? { NextMarker: String(next) } : {}) };
}
