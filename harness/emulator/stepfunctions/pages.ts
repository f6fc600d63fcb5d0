import { AwsError } from "../gateway/aws-error.ts";
import type { JsonInput } from "../gateway/json-protocol.ts";
import {
  DEFAULT_RESULTS,
  MAXIMUM_PAGE_TOKEN_CHARACTERS,
  MAXIMUM_RESULTS,
  MINIMUM_CHARACTERS,
  MINIMUM_COUNT,
} from "./limits.ts";
import { optionalInteger, optionalText } from "./request.ts";

/** One page of a list, and the token of the next one if there is more. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextToken: string | undefined;
}

/**
 * Cuts the page that `maxResults` and `nextToken` ask for. A token says after which item the next page begins, so that
 * items that come first in the meantime move nothing. Throws ValidationException and InvalidToken.
 */
export function cutPage<T>(
  all: readonly T[],
  input: JsonInput,
  list?: { readonly keyOf: (item: T) => string | number; readonly maximumTokenLength?: number },
): Page<T> {
  const token = optionalText(input, "nextToken", {
    minimum: MINIMUM_CHARACTERS,
    maximum: list?.maximumTokenLength ?? MAXIMUM_PAGE_TOKEN_CHARACTERS,
  });
  const size =
    optionalInteger(input, "maxResults", { minimum: MINIMUM_COUNT, maximum: MAXIMUM_RESULTS }) || DEFAULT_RESULTS;
  const from = token === undefined ? 0 : afterToken(all, readToken(token), list?.keyOf);
  const to = from + size;
  const last = all[to - 1];
  if (to >= all.length || last === undefined) return { items: all.slice(from), nextToken: undefined };
  return { items: all.slice(from, to), nextToken: writeToken(to, list ? String(list.keyOf(last)) : "") };
}

/** Where the next page begins: after the item that the token names, or at the token's place when that item is gone. */
function afterToken<T>(
  all: readonly T[],
  token: { offset: number; key: string },
  keyOf: ((item: T) => string | number) | undefined,
): number {
  const last = all[token.offset - 1];
  if (!keyOf || (last !== undefined && String(keyOf(last)) === token.key)) return token.offset;
  const index = all.findIndex((item) => String(keyOf(item)) === token.key);
  return index < 0 ? token.offset : index + 1;
}

function writeToken(offset: number, key: string): string {
  return Buffer.from(`page-from-${offset}-after-${key}`).toString("base64");
}

function readToken(token: string): { offset: number; key: string } {
  const [, offset, key = ""] = /^page-from-(\d+)-after-(.*)$/.exec(Buffer.from(token, "base64").toString()) ?? [];
  // Recorded: test_list_state_machine_aliases_pagination_invalid_next_token.
  if (offset === undefined) throw new AwsError("InvalidToken", "Invalid Token: 'Invalid token'");
  return { offset: Number(offset), key };
}
