import type { AwsError } from "./aws-error.ts";

/** One page of a list, and the token of the next if there is more; `refusal` is thrown for a token that nobody gave out. */
export function cutPage<T>(
  all: readonly T[],
  size: number,
  token: string | undefined,
  refusal: () => AwsError,
): { readonly items: readonly T[]; readonly nextToken: string | undefined } {
  const from =
    token === undefined ? 0 : Number(/^from-(\d{1,9})$/.exec(Buffer.from(token, "base64url").toString())?.[1]);
  if (Number.isNaN(from)) throw refusal();
  const to = from + size;
  const nextToken = to < all.length ? Buffer.from(`from-${to}`).toString("base64url") : undefined;
  return { items: all.slice(from, to), nextToken };
}
