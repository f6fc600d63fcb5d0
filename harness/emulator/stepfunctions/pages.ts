import { AwsError } from "../gateway/aws-error.ts";
import type { JsonInput } from "../gateway/json-protocol.ts";
import { optionalInteger, optionalText } from "./request.ts";

/** API limits of `maxResults` and `nextToken` (recorded: test_list_executions_pagination). */
const MAXIMUM_RESULTS = 1000;
const DEFAULT_RESULTS = 100;
const MAXIMUM_TOKEN_LENGTH = 3096;

/** One page of a list, and the token of the next one if there is more. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextToken: string | undefined;
}

/** Cuts the page that `maxResults` and `nextToken` ask for. */
export function cutPage<T>(all: readonly T[], input: JsonInput): Page<T> {
  const token = optionalText(input, "nextToken", { minimum: 1, maximum: MAXIMUM_TOKEN_LENGTH });
  const size = optionalInteger(input, "maxResults", { minimum: 0, maximum: MAXIMUM_RESULTS }) || DEFAULT_RESULTS;
  const from = token === undefined ? 0 : readToken(token);
  const to = from + size;
  return { items: all.slice(from, to), nextToken: to < all.length ? writeToken(to) : undefined };
}

function writeToken(offset: number): string {
  return Buffer.from(`page-from-${offset}`).toString("base64");
}

function readToken(token: string): number {
  const offset = /^page-from-(\d+)$/.exec(Buffer.from(token, "base64").toString())?.[1];
  // Recorded: test_list_state_machine_aliases_pagination_invalid_next_token.
  if (offset === undefined) throw new AwsError("InvalidToken", "Invalid Token: 'Invalid token'");
  return Number(offset);
}
