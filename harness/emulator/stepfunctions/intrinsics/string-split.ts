import { type Intrinsic, textArgument } from "./intrinsic.ts";

/** States.StringSplit(text, delimiters) → the non-empty parts between any of the delimiters' characters (recorded: test_string_split). */
export const stringSplit: Intrinsic = {
  minimumArguments: 2,
  maximumArguments: 2,
  evaluate([first, second]) {
    const delimiters = new Set(textArgument(second));
    const parts: string[] = [];
    let part = "";
    for (const character of textArgument(first)) {
      if (!delimiters.has(character)) {
        part += character;
        continue;
      }
      if (part !== "") parts.push(part);
      part = "";
    }
    if (part !== "") parts.push(part);
    return parts;
  },
};
