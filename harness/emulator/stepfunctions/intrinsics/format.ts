import { javaText } from "../json/java-text.ts";
import { type Intrinsic, IntrinsicError, textArgument } from "./intrinsic.ts";

const MISMATCH = "number of arguments do not match the occurrences of {}.";

/** States.Format(template, value, …) → the template with each `{}` replaced; `\{` and `\}` stand for braces. */
export const format: Intrinsic = {
  minimumArguments: 1,
  maximumArguments: Number.POSITIVE_INFINITY,
  evaluate([template, ...values]) {
    let used = 0;
    const text = textArgument(template).replace(/\\([{}])|\{\}/g, (found, brace: string | undefined) => {
      if (brace !== undefined) return brace;
      const value = values[used++];
      if (value === undefined)
        throw new IntrinsicError(`No value for the placeholder ${found} number ${used}`, MISMATCH);
      return javaText(value);
    });
    if (used < values.length) {
      throw new IntrinsicError(
        `The template has ${used} placeholders, but ${values.length} values were given`,
        MISMATCH,
      );
    }
    return text;
  },
};
