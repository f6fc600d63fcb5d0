import fc from "fast-check";
import { KEYS, text } from "./values.ts";

/** JSON as text: unlike an object, it can have a member `__proto__`, and the same member twice. */
export type JsonText = string;

export const quoted = (value: unknown): JsonText => JSON.stringify(value);

export function objectText(members: readonly (readonly [string, JsonText])[]): JsonText {
  return `{${members.map(([key, value]) => `${quoted(key)}:${value}`).join(",")}}`;
}

export const scalar: fc.Arbitrary<JsonText> = fc.oneof(
  text.map(quoted),
  fc.constantFrom("0", "1", "2", "-1", "0.5", "1e3", "99999999", "1e21", "-0", "1.0", "12345678901234567890"),
  fc.constantFrom("true", "false", "null"),
);

/** JSON of any shape with these leaves, and hostile keys; a `dollar` is what fields `….$` hold. */
export function jsonOf(leaf: fc.Arbitrary<JsonText>, dollar?: fc.Arbitrary<JsonText>): fc.Arbitrary<JsonText> {
  return fc.letrec<{ value: JsonText }>((tie) => {
    const member = fc.tuple(fc.constantFrom(...KEYS, "a", "b"), tie("value"));
    const queried =
      dollar &&
      fc.tuple(
        fc.constantFrom(...KEYS, "a").map((key) => `${key}.$`),
        dollar,
      );
    return {
      value: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        leaf,
        fc.array(tie("value"), { maxLength: 3 }).map((elements) => `[${elements.join(",")}]`),
        fc.array(queried ? fc.oneof(member, queried) : member, { maxLength: 3 }).map(objectText),
      ),
    };
  }).value;
}

export const anyJson = jsonOf(scalar, scalar);

/** A text with a piece cut out and another put in: mostly no JSON any more. */
export function damaged(whole: fc.Arbitrary<JsonText>): fc.Arbitrary<string> {
  const pieces = ["", "{", "}", "[", '"', "\\", ",", "\u0000", "nan", "-", "1e", "//"];
  return fc.tuple(whole, fc.nat(), fc.nat(8), fc.constantFrom(...pieces)).map(([original, at, length, piece]) => {
    const from = original.length === 0 ? 0 : at % original.length;
    return original.slice(0, from) + piece + original.slice(from + length);
  });
}
