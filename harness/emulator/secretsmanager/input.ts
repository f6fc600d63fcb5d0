import { z } from "zod";
import { optional } from "../gateway/service-input.ts";
import { invalidParameter } from "./errors.ts";
import { MAXIMUM_SECRET_BYTES, MAXIMUM_TOKEN_CHARACTERS, MINIMUM_TOKEN_CHARACTERS } from "./limits.ts";
import type { SecretContent } from "./secret-directory.ts";

export const SecretId = z.string();
export const ClientRequestToken = optional(z.string().min(MINIMUM_TOKEN_CHARACTERS).max(MAXIMUM_TOKEN_CHARACTERS));
export const content = { SecretString: optional(z.string()), SecretBinary: optional(z.string()) };

/** What a request gives as value; `undefined` when it gives none. Throws InvalidParameterException. */
export function contentOf(given: {
  SecretString?: string | undefined;
  SecretBinary?: string | undefined;
}): SecretContent | undefined {
  const { SecretString: text, SecretBinary: binary } = given;
  if (text !== undefined && binary !== undefined) {
    throw invalidParameter(
      "You can't specify both a binary secret value and a string secret value in the same secret.",
    );
  }
  if (text === undefined && binary === undefined) return undefined;
  const bytes = text === undefined ? Buffer.from(binary ?? "", "base64").length : Buffer.byteLength(text);
  if (bytes > MAXIMUM_SECRET_BYTES) {
    throw invalidParameter(`The secret value is ${bytes} bytes, more than ${MAXIMUM_SECRET_BYTES}.`);
  }
  return { text, binary };
}
