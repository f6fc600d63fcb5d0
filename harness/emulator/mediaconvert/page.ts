import { AwsError } from "../gateway/aws-error.ts";

const LARGEST_PAGE = 20;

/**
 * One page of a list: `maxResults` (1 to 20, default 20) from `nextToken` on.
 *
 * @throws AwsError BadRequestException.
 */
export function page<T>(
  items: readonly T[],
  query: ReadonlyMap<string, string>,
): { readonly items: readonly T[]; readonly nextToken: string | undefined } {
  const size = Number(query.get("maxResults") ?? LARGEST_PAGE);
  if (!Number.isInteger(size) || size < 1 || size > LARGEST_PAGE) {
    throw new AwsError("BadRequestException", `maxResults: Should be between 1 and ${LARGEST_PAGE}`);
  }
  const from = Number(query.get("nextToken") ?? 0);
  if (!Number.isInteger(from) || from < 0) throw new AwsError("BadRequestException", "The nextToken is not valid.");
  const until = from + size;
  return { items: items.slice(from, until), nextToken: until < items.length ? String(until) : undefined };
}
