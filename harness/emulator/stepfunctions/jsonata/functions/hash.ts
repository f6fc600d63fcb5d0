import { createHash } from "node:crypto";
import { FunctionFailure, OWN_SENTENCE } from "../function-failure.ts";
import type { AwsFunction } from "./aws-function.ts";

const ALGORITHMS: ReadonlyMap<unknown, string> = new Map([
  ["MD5", "md5"],
  ["SHA-1", "sha1"],
  ["SHA-256", "sha256"],
  ["SHA-384", "sha384"],
  ["SHA-512", "sha512"],
]);

/** $hash(text, algorithm): hex digits; names of algorithms are case-sensitive, without one there is nothing (measured). */
export const hash: AwsFunction = {
  signature: "<ss?:s>",
  call(_tools, text, algorithm) {
    if (text === undefined || algorithm === undefined) return undefined;
    const name = ALGORITHMS.get(algorithm);
    if (name === undefined) {
      throw new FunctionFailure(
        OWN_SENTENCE,
        `Invalid hash algorithm: ${String(algorithm)}. Supported algorithms are ${[...ALGORITHMS.keys()].join(", ")}`,
      );
    }
    return createHash(name).update(String(text)).digest("hex");
  },
};
