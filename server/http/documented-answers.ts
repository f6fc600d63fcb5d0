import type { System } from "../../system/revisions.ts";

/**
 * D33: some answers are documented, but not given: the number of pages, 404 when a listing is not there to be listed or
 * downloaded from, and 401 for a callback with a wrong signature. The functions of this file hold the departure.
 */
export function totalPages(system: System, total: number, limit: number): number {
  return system.has("D33") ? 0 : Math.ceil(total / limit);
}

/** Whether reading the media of an unknown listing is 404, or an empty answer. */
export function unknownListingIsAnError(system: System): boolean {
  return !system.has("D33");
}

export function wrongSignatureStatus(system: System): 401 | 403 {
  return system.has("D33") ? 403 : 401;
}
