import { z } from "zod";
import { nearest } from "../../../support/nearest.ts";

/** An object with these keys and no others. `message` says what must stand here instead, `must be …`. */
export function closedObject<const Shape extends z.ZodRawShape>(message: string, shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) => (issue.code === "unrecognized_keys" ? hintFor(issue.keys[0] ?? "", Object.keys(shape)) : message),
  });
}

function hintFor(key: string, known: readonly string[]): string {
  const meant = nearest(key, known);
  return meant === undefined ? `There are ${known.join(", ")}.` : `Did you mean ${JSON.stringify(meant)}?`;
}

/** One of a few words, with the near one in the message. */
export function oneOf<const Word extends string>(words: readonly [Word, ...Word[]]) {
  const listed = words.map((word) => JSON.stringify(word)).join(" or ");
  return z.enum(words, {
    error: ({ input }) => {
      const meant = typeof input === "string" ? nearest(input, words) : undefined;
      return `must be ${listed}${meant === undefined ? "" : `, perhaps ${JSON.stringify(meant)}`}`;
    },
  });
}
