import { placesOfTheMachine } from "./machine-places.ts";
import { type Naming, replaceKinds } from "./volatile-forms.ts";

const MEASURED = /(?<![\w.-])\d+(?:\.\d+)? ?(?:ms|s|seconds)\b(?!-)/g;
const BY_KIND: Naming = {
  numbered: (kind) => `<${kind}>`,
  instant: (kind) => `<${kind}>`,
  prepared: placesOfTheMachine,
};

/**
 * A sentence that two runs of the same system share: each id, instant, port, temporary path and measured time is replaced
 * by its kind, without numbers that tell values apart. Applied twice it changes nothing more.
 */
export function stableText(text: string): string {
  return replaceKinds(text, BY_KIND).replaceAll(MEASURED, "<duration>");
}
