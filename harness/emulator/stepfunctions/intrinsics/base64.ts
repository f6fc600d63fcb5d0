import { MAXIMUM_BASE64_CHARACTERS } from "../limits.ts";
import { type Intrinsic, IntrinsicError, textArgument } from "./intrinsic.ts";

/** States.Base64Encode(text) → the base64 of its UTF-8 bytes. */
export const base64Encode: Intrinsic = {
  minimumArguments: 1,
  maximumArguments: 1,
  evaluate: ([text]) => Buffer.from(limited(text as string)).toString("base64"),
};

/** States.Base64Decode(text) → the UTF-8 text of the decoded bytes. */
export const base64Decode: Intrinsic = {
  minimumArguments: 1,
  maximumArguments: 1,
  evaluate([encoded]) {
    const text = limited(encoded as string);
    if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text))
      throw new IntrinsicError("The argument is not base64");
    return Buffer.from(text, "base64").toString("utf8");
  },
};

function limited(value: string | undefined): string {
  const text = textArgument(value);
  if (text.length > MAXIMUM_BASE64_CHARACTERS) {
    throw new IntrinsicError(`The argument is longer than ${MAXIMUM_BASE64_CHARACTERS} characters`);
  }
  return text;
}
