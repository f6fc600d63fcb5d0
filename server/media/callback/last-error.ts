import { encodeGoJsonSorted } from "../../../system/go/json.ts";
import type { Callback } from "./request.ts";

const NAMED = 5;

/** The parts of `last_error` that say something, as they stand in the column (docs/contract/http-api.md 6, step 4). */
export function joinReasons(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(" | ");
}

/** What the callback itself gives for a reason; per-asset errors do not enter it. Empty when it tells nothing. */
export function reasonOf({ error, failureReason }: Pick<Callback, "error" | "failureReason">): string {
  const { code, message, details } = error;
  return joinReasons(
    code === "" ? "" : `code=${code}`,
    message.trim(),
    failureReason.trim(),
    details.size === 0 ? "" : `meta=${encodeGoJsonSorted(Object.fromEntries(details))}`,
  );
}

/** The first five of many, and how many more there are. */
export function nameSome(names: readonly string[], separator: string): string {
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : "";
  return `${names.slice(0, NAMED).join(separator)}${more}`;
}
