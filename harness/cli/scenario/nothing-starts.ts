import type { Reporter } from "vitest/node";
import { UsageError } from "../../support/usage-error.ts";

/** One server may refuse the settings of one story; so many and not one that came up are the system's own fault. */
const STORIES_TRIED = 3;

/** The system that was named cannot be started, as it is configured, in any story. */
export class WrongSystem extends UsageError {}

/** The server of the system under test came up in none of the first stories. */
export class NothingStarts extends Error {
  override readonly name = "NothingStarts";
}

/** What a scenario ended with, as far as the start of its world is concerned. */
export interface StartOutcome {
  readonly state: string;
  readonly errors?: readonly { readonly name?: string | undefined; readonly message: string }[] | undefined;
}

/**
 * Looks at the scenarios of a system of the user's as they end: what its configuration has wrong, and a server that does not
 * come up, are the same in every story, and each may wait a minute for it. `isKnown` tells whether the baseline has the story
 * of a file: a server may refuse its settings.
 */
export function nothingStartsReporter(
  stop: (error: WrongSystem | NothingStarts) => void,
  isKnown: (path: string) => boolean,
): Reporter {
  const end = watchStarts(stop);
  return {
    onTestCaseResult: (test) => {
      if (!isKnown(test.module.moduleId)) end(test.result());
    },
  };
}

/** Takes one outcome after the other, and calls `stop` at most once. */
export function watchStarts(stop: (error: WrongSystem | NothingStarts) => void): (outcome: StartOutcome) => void {
  let failures: number | undefined = 0;
  return ({ state, errors = [] }) => {
    if (failures === undefined || state === "skipped") return;
    const named = (name: string): string | undefined => errors.find((error) => error.name === name)?.message;
    const mistake = named("UsageError");
    const notReady = named("ForeignServerNotReady");
    if (mistake === undefined && notReady === undefined) failures = undefined;
    else if (mistake !== undefined) {
      failures = undefined;
      stop(new WrongSystem(mistake));
    } else if (++failures === STORIES_TRIED) {
      failures = undefined;
      stop(
        new NothingStarts(
          `The server came up in none of the first ${STORIES_TRIED} stories, so the others were not begun.`,
        ),
      );
    }
  };
}
