import { AwsError } from "../gateway/aws-error.ts";
import { MAXIMUM_LISTED, MINIMUM_LISTED } from "./limits.ts";

/**
 * One page of a list: `maxResults` (1 to 20, default 20) from `nextToken` on.
 *
 * @throws AwsError BadRequestException.
 */
export function page<T>(
  items: readonly T[],
  query: ReadonlyMap<string, string>,
): { readonly items: readonly T[]; readonly nextToken: string | undefined } {
  const size = Number(query.get("maxResults") ?? MAXIMUM_LISTED);
  if (!Number.isInteger(size) || size < MINIMUM_LISTED || size > MAXIMUM_LISTED) {
    throw new AwsError("BadRequestException", `maxResults: Should be between ${MINIMUM_LISTED} and ${MAXIMUM_LISTED}`);
  }
  const from = Number(query.get("nextToken") ?? 0);
  if (!Number.isInteger(from) || from < 0) throw new AwsError("BadRequestException", "The nextToken is not valid.");
  const until = from + size;
  return { items: items.slice(from, until), nextToken: until < items.length ? String(until) : undefined };
}
