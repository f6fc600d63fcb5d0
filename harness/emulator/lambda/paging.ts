import { invalidParameterValue } from "./errors.ts";
import { MIN_LISTED } from "./limits.ts";

/** One page of a list: `Marker` is the index where the next one begins. */
export function pageOf<T>(
  items: readonly T[],
  query: ReadonlyMap<string, string>,
  maxListed: number,
): { items: readonly T[]; NextMarker?: string } {
  const from = Number(query.get("Marker") ?? "0");
  const size = Number(query.get("MaxItems") ?? maxListed);
  if (!Number.isInteger(from) || from < 0) throw invalidParameterValue("Marker is not one that this service gave out.");
  if (!Number.isInteger(size) || size < MIN_LISTED)
    throw invalidParameterValue(`MaxItems must be a whole number of at least ${MIN_LISTED}.`);
  const next = from + Math.min(size, maxListed);
  return { items: items.slice(from, next), ...(next < items.length ? { NextMarker: String(next) } : {}) };
}
