import { FunctionFailure, OWN_SENTENCE } from "../function-failure.ts";
import type { AwsFunction } from "./aws-function.ts";

/** $partition(array, size): chunks of `size`, rounded towards zero; nothing for an empty array or size 0 (measured). */
export const partition: AwsFunction = {
  signature: "<an?:a>",
  call(_tools, array, size) {
    if (!Array.isArray(array) || array.length === 0) return undefined;
    const length = size === undefined ? array.length : Math.trunc(Number(size));
    if (length < 0) throw new FunctionFailure(OWN_SENTENCE, "Second argument must be zero or greater");
    if (length === 0) return undefined;
    const chunks: unknown[][] = [];
    for (let from = 0; from < array.length; from += length) chunks.push(array.slice(from, from + length));
    return chunks;
  },
};
