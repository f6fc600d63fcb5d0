import { placesOfTheMachine } from "./machine-places.ts";
import { replaceKinds } from "./volatile-forms.ts";

const MEASURED = /(?<![\w.-])\d+(?:\.\d+)? ?(?:ms|s|seconds)\b(?!-)/g;

/**
 * A sentence that two runs of the same system share: each id, instant, port, temporary path and measured time is replaced
 * by its kind, without numbers that tell values apart. Applied twice it changes nothing more.
 */
export function stableText(text: string): string {
  return replaceKinds(placesOfTheMachine(text), (kind) => `<${kind}>`).replaceAll(MEASURED, "<duration>");
}
