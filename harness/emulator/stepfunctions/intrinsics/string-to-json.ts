import { JsonSyntaxError } from "../json/json-syntax-error.ts";
import { parseJson } from "../json/parse.ts";
import { type Intrinsic, IntrinsicError, textArgument } from "./intrinsic.ts";

/** States.StringToJson(text) → the value; a blank text gives null (recorded: test_string_to_json). */
export const stringToJson: Intrinsic = {
  minimumArguments: 1,
  maximumArguments: 1,
  evaluate([argument]) {
    const text = textArgument(argument);
    if (text.trim() === "") return null;
    try {
      return parseJson(text);
    } catch (error) {
      if (error instanceof JsonSyntaxError) throw new IntrinsicError(error.message);
      throw error;
    }
  },
};
