import type { Machine } from "../definition/machine.ts";
import type { MockedResult, StateMocks } from "../execution/state-mocks.ts";
import { allStates } from "./all-states.ts";
import { didYouMean } from "./did-you-mean.ts";
import { MockError } from "./mock-error.ts";

/** Answers of states of one machine by the state's name: one for each call, the last for all further ones. Never empty. */
export type MockedStates = ReadonlyMap<string, readonly MockedResult[]>;

export function stateMocks(states: MockedStates): StateMocks {
  return {
    resultFor(stateName, call) {
      const answers = states.get(stateName);
      return answers?.[Math.min(call, answers.length - 1)];
    },
  };
}

/** Throws a MockError when the machine has no such state, or one that calls nothing. `where` names the mocks. */
export function checkMockedStates(where: string, machineName: string, machine: Machine, states: MockedStates): void {
  const known = allStates(machine);
  for (const name of states.keys()) {
    const state = known.get(name);
    if (!state) {
      const callable = [...known.values()].filter(({ type }) => CALLS.has(type)).map((other) => other.name);
      throw new MockError(`${where}: the machine '${machineName}' has no state '${name}'${didYouMean(name, callable)}`);
    }
    if (!CALLS.has(state.type)) {
      throw new MockError(
        `${where}: state '${name}' of '${machineName}' is of type ${state.type}; only Task, Map and Parallel can be mocked.`,
      );
    }
  }
}

const CALLS: ReadonlySet<string> = new Set(["Task", "Map", "Parallel"]);
