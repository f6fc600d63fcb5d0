import type { UnhandledError } from "../scenario/outcome.ts";

const STORY_FRAME = /([^\s(]+\.scenario\.ts:\d+)(?::\d+)?\)?$/;
const RULES: ReadonlySet<string> = new Set(["RuleBroken", "AssertionError"]);

/**
 * Whether an error outside any scenario is one of the story that ran then: it left a promise behind that nobody awaits, and the
 * rejection comes from the story's own lines or from an expectation of its.
 */
export function isStoryFault(error: UnhandledError): boolean {
  if (!error.rejected || error.while === undefined) return false;
  return storyPlace(error) !== undefined || RULES.has(error.name);
}

/** `scenarios/listing-28/fixed.scenario.ts:31`: the innermost line of a story in the error's stack. */
export function storyPlace({ frames }: Pick<UnhandledError, "frames">): string | undefined {
  for (const frame of frames) {
    const [, place] = STORY_FRAME.exec(frame) ?? [];
    if (place !== undefined) return place;
  }
  return undefined;
}
