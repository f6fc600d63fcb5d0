import { invalidParameter } from "./errors.ts";

/** One page of a list, and the token of the next one if there is more. */
export function cutPage<T>(
  all: readonly T[],
  size: number,
  token: string | undefined,
): { items: readonly T[]; nextToken: string | undefined } {
  const from = token === undefined ? 0 : readToken(token);
  const to = from + size;
  return {
    items: all.slice(from, to),
    nextToken: to < all.length ? Buffer.from(`from-${to}`).toString("base64") : undefined,
  };
}

function readToken(token: string): number {
  const offset = /^from-(\d+)$/.exec(Buffer.from(token, "base64").toString())?.[1];
  if (offset === undefined) throw invalidParameter("The specified nextToken is invalid.");
  return Number(offset);
}
