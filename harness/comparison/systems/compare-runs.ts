import type { Observation } from "../../scenario/observation.ts";
import { compareObservations, type Difference } from "../parity/compare.ts";
import { instantsOf } from "./instants-of-runs.ts";
import { endedAlike, endText, type SystemRun } from "./system-run.ts";

/**
 * Everything that can be seen to differ between the runs of one story on two systems, what a client sees first. Where the
 * stories ended at different places one of them went on for longer, so only what both have is compared: the answers and
 * callbacks up to then.
 */
export function compareRuns(scenario: string, one: SystemRun, other: SystemRun): Difference[] {
  const alike = endedAlike(one, other);
  const ends = alike ? [] : [{ scenario, path: "outcome", embedded: endText(one), other: endText(other) }];
  const [seen, seenByOther] = [one.observation, other.observation];
  if (seen === undefined || seenByOther === undefined) return [...ends, ...unseen(scenario, one, other)];
  const virtual = one.virtual && other.virtual;
  const how = { instants: instantsOf(one, other), places: true };
  // A failed story is left where it stands: at other places, where one of the clocks is real.
  if ((one.atRest && other.atRest) || (alike && virtual)) {
    return [
      ...ends,
      ...compareObservations(scenario, seen, seenByOther, how),
      ...logDifferences(scenario, seen.logMessages, seenByOther.logMessages),
    ];
  }
  const length = Math.min(seen.answers.length, seenByOther.answers.length);
  const callbacks = Math.min(seen.callbacks.length, seenByOther.callbacks.length);
  const cut = (observation: Observation): Observation => beginning(observation, length, callbacks);
  return [...ends, ...compareObservations(scenario, cut(seen), cut(seenByOther), how)];
}

/** The answers and callbacks that both runs came to; states in which they were left mean nothing. */
function beginning(observation: Observation, answers: number, callbacks: number): Observation {
  return {
    answers: observation.answers.slice(0, answers),
    callbacks: observation.callbacks.slice(0, callbacks),
    rows: {},
    objects: [],
    executions: [],
    queues: {},
    logMessages: {},
    findings: [],
  };
}

/** A comparison of nothing is no agreement. */
function unseen(scenario: string, one: SystemRun, other: SystemRun): Difference[] {
  const text = (run: SystemRun) => (run.observation ? "observed" : "could not be observed");
  return [{ scenario, path: "observation", embedded: text(one), other: text(other) }];
}

function logDifferences(
  scenario: string,
  one: Observation["logMessages"],
  other: Observation["logMessages"],
): Difference[] {
  return Object.keys({ ...one, ...other })
    .toSorted()
    .flatMap((source) => {
      const [counts, countsOfOther] = [one[source] ?? {}, other[source] ?? {}];
      return Object.keys({ ...counts, ...countsOfOther }).flatMap((line) => {
        const [count = 0, countOfOther = 0] = [counts[line], countsOfOther[line]];
        if (count === countOfOther) return [];
        const path = `logMessages[${JSON.stringify(source)}][${JSON.stringify(line)}]`;
        return [{ scenario, path, embedded: times(count), other: times(countOfOther) }];
      });
    });
}

function times(count: number): string {
  return count === 0 ? "never" : count === 1 ? "once" : `${count} times`;
}
