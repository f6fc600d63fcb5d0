import type { SerializedError } from "vitest";
import type { TestCase, TestModule, TestSuite } from "vitest/node";
import type { ScenarioOutcome, UnhandledError } from "../scenario/outcome.ts";
import { brokenOutcome, outcomeOf, type Places, unhandledError } from "./vitest-outcome.ts";

/** The result of a run; the exit status depends on it alone. */
export interface RunTally {
  readonly outcomes: readonly ScenarioOutcome[];
  /** Errors that belong to no scenario. */
  readonly unhandledErrors: readonly UnhandledError[];
  /** Ids of files that were selected and never ended: their worker is gone. */
  readonly unfinished: readonly string[];
  /** Titles that `-t` deselected. */
  readonly deselected: readonly string[];
}

export interface RunRecordOptions extends Places {
  /** Of `-t`: what it deselects is no part of the report. */
  readonly titlePattern?: RegExp;
}

/** Collects outcomes while a run goes on; knows nothing of how they are shown. */
export class RunRecord implements RunTally {
  readonly outcomes: ScenarioOutcome[] = [];
  readonly unhandledErrors: UnhandledError[] = [];
  readonly deselected: string[] = [];
  unfinished: readonly string[] = [];
  readonly #options: RunRecordOptions;

  constructor(options: RunRecordOptions) {
    this.#options = options;
  }

  /** Undefined for a test that `-t` deselects. */
  ended(test: TestCase): ScenarioOutcome | undefined {
    const { titlePattern } = this.#options;
    if (titlePattern && !titlePattern.test(test.fullName) && test.result().state === "skipped") {
      this.deselected.push(test.name);
      return undefined;
    }
    return this.#kept(outcomeOf(test, this.#options));
  }

  /** Undefined for a file or group whose own code did not fail. */
  broken(entity: TestModule | TestSuite): ScenarioOutcome | undefined {
    const outcome = brokenOutcome(entity, this.#options);
    return outcome && this.#kept(outcome);
  }

  runEnded(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    this.unhandledErrors.push(...errors.map((error) => unhandledError(error, this.#options)));
    this.unfinished = modules
      .filter((module) => module.state() === "pending" || module.state() === "queued")
      .map((module) => this.#options.idOf(module.moduleId));
    for (const id of this.unfinished) {
      this.outcomes.push({ id, title: "was started and never ended", mark: "failed", realMs: 0, errors: [] });
    }
  }

  #kept(outcome: ScenarioOutcome): ScenarioOutcome {
    this.outcomes.push(outcome);
    return outcome;
  }
}
