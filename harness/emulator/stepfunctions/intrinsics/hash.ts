import { createHash } from "node:crypto";
import { MAXIMUM_HASHED_CHARACTERS } from "../limits.ts";
import { type Intrinsic, IntrinsicError, textArgument } from "./intrinsic.ts";

const ALGORITHMS: Readonly<Record<string, string>> = {
  MD5: "md5",
  "SHA-1": "sha1",
  "SHA-256": "sha256",
  "SHA-384": "sha384",
  "SHA-512": "sha512",
};

/**
 * States.Hash(text, algorithm) → the digest in hex. AWS writes it as a number, so leading zeros are missing (recorded:
 * BASE_REFERENCE_IN_INTRINSIC_FUNCTION has 63 digits).
 */
export const hash: Intrinsic = {
  minimumArguments: 2,
  maximumArguments: 2,
  evaluate([text, algorithm]) {
    const name = ALGORITHMS[textArgument(algorithm)];
    if (name === undefined) throw new IntrinsicError(`The algorithm must be one of ${Object.keys(ALGORITHMS)}`);
    const data = textArgument(text);
    if (data.length > MAXIMUM_HASHED_CHARACTERS) {
      throw new IntrinsicError(`The text is longer than ${MAXIMUM_HASHED_CHARACTERS} characters`);
    }
    const digest = createHash(name).update(data).digest("hex");
    return digest.replace(/^0+(?=.)/, "");
  },
};
