import type { System } from "../../system/revisions.ts";
import { HttpError } from "./http-error.ts";

/**
 * D22: the real server builds some refusals with a nil option and panics, so the client gets a 500 without details
 * instead of the reason (docs/contract/http-api.md 5.8, 5.9).
 */
export function intendedRefusal(system: System, status: number, message: string): Error {
  return system.has("D22") ? new Error(message) : new HttpError(status, message);
}
