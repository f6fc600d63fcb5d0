import { isNativeError } from "node:util/types";

type Matcher = (...given: never[]) => unknown;

/**
 * The matchers, with one addition: an error knows the line of the story that called. A stack tells it only while somebody
 * awaits; where `await` is missing, that line is what is looked for.
 */
export function calledAt<Matchers extends Readonly<Record<string, Matcher>>>(matchers: Matchers): Matchers {
  const located = Object.entries(matchers).map(([name, matcher]) => [name, locating(matcher)]);
  // The same names with functions of the same types.
  return Object.fromEntries(located) as Matchers;
}

function locating(matcher: Matcher): Matcher {
  return function called(this: unknown, ...given: never[]) {
    const call = new Error("called here");
    const result: unknown = Reflect.apply(matcher, this, given);
    // Beside the promise that the story gets, so that nothing happens a moment later than without.
    if (result instanceof Promise) result.catch((error: unknown) => addCaller(error, call));
    return result;
  };
}

function addCaller(error: unknown, call: Error): void {
  if (!isNativeError(error) || (error.stack ?? "").includes(".scenario.ts:")) return;
  const lines = (call.stack ?? "").split("\n").filter((line) => line.includes(".scenario.ts:"));
  error.stack = [error.stack, ...lines].join("\n");
}
