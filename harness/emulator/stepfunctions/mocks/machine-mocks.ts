import type { Machine } from "../definition/machine.ts";
import type { StateMocks } from "../execution/state-mocks.ts";
import { didYouMean } from "./did-you-mean.ts";
import type { TestCases } from "./mock-config-file.ts";
import { MockError } from "./mock-error.ts";
import { checkMockedStates, type MockedStates, stateMocks } from "./mocked-states.ts";

/** What a room mocks: states in every execution of a machine, and test cases that an execution asks for. */
export class MachineMocks {
  readonly #always: ReadonlyMap<string, MockedStates>;
  readonly #testCases: ReadonlyMap<string, TestCases>;
  readonly #seen = new Set<string>();
  /** Of the states that are mocked in every execution: `machine state`. */
  readonly #answered = new Set<string>();

  constructor(parts: {
    readonly always?: ReadonlyMap<string, MockedStates>;
    readonly testCases?: ReadonlyMap<string, TestCases>;
  }) {
    this.#always = parts.always ?? new Map();
    this.#testCases = parts.testCases ?? new Map();
  }

  /** Whether anything mocks the state: then its machine may ask for what nobody emulates. */
  covers(machine: string, state: string): boolean {
    if (this.#always.get(machine)?.has(state)) return true;
    return [...(this.#testCases.get(machine)?.values() ?? [])].some((states) => states.has(state));
  }

  /** Holds the mocks of a machine, if it has any, against its definition. Throws a MockError. */
  check(name: string, parse: () => Machine): void {
    this.#seen.add(name);
    const always = this.#always.get(name);
    const testCases = this.#testCases.get(name);
    if (!always && !testCases) return;
    const machine = parse();
    if (always) checkMockedStates("mock", name, machine, always);
    for (const [testCase, states] of testCases ?? []) {
      checkMockedStates(`test case '${testCase}'`, name, machine, states);
    }
  }

  /** Mocks of one execution; `testCase` is what follows `#` in the ARN that started it. Throws a MockError. */
  of(machine: string, testCase: string | undefined): StateMocks | undefined {
    if (testCase !== undefined) return stateMocks(this.#testCase(machine, testCase));
    const always = this.#always.get(machine);
    if (!always) return undefined;
    const mocks = stateMocks(always);
    return {
      resultFor: (state, call) => {
        const result = mocks.resultFor(state, call);
        if (result) this.#answered.add(`${machine} ${state}`);
        return result;
      },
    };
  }

  /** Throws a MockError when a machine that is to be mocked in every execution has not been made. */
  requireMachines(): void {
    for (const machine of this.#always.keys()) {
      if (this.#seen.has(machine)) continue;
      throw new MockError(`mock: there is no state machine '${machine}'${didYouMean(machine, this.#seen)}`);
    }
  }

  /** Throws a MockError for a state that was to be mocked in every execution and never was: it or its machine was never reached. */
  requireAnswered(): void {
    this.requireMachines();
    for (const [machine, states] of this.#always) {
      for (const state of states.keys()) {
        if (this.#answered.has(`${machine} ${state}`)) continue;
        throw new MockError(`mock: state '${state}' of '${machine}' was never reached, so its mock proves nothing.`);
      }
    }
  }

  #testCase(machine: string, name: string): MockedStates {
    const cases = this.#testCases.get(machine);
    if (!cases) {
      throw new MockError(
        this.#testCases.size === 0
          ? `The test case '${name}' cannot run: no mock configuration is loaded (--mock-config FILE or SFN_MOCK_CONFIG).`
          : `The mock configuration has no state machine '${machine}'${didYouMean(machine, this.#testCases.keys())}`,
      );
    }
    const states = cases.get(name);
    if (states) return states;
    throw new MockError(`The mocks of '${machine}' have no test case '${name}'${didYouMean(name, cases.keys())}`);
  }
}
