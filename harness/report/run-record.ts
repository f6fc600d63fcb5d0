import type { SerializedError } from "vitest";
import type { TestCase, TestModule, TestSpecification, TestSuite } from "vitest/node";
import type { ScenarioOutcome, UnhandledError } from "../scenario/outcome.ts";
import { brokenOutcome, outcomeOf, type Places, unhandledError } from "./vitest-outcome.ts";

/** The result of a run; the exit status depends on it alone. */
export interface RunTally {
  readonly outcomes: readonly ScenarioOutcome[];
  /** Errors that belong to no scenario. */
  readonly unhandledErrors: readonly UnhandledError[];
  /** Ids of files that were selected and never ended: their worker is gone. */
  readonly unfinished: readonly string[];
  /** Ids of files, or of single scenarios, that were selected and not run, because the run was to end before. */
  readonly notRun: readonly string[];
  /** What the command line's patterns, tags or lines leave out. */
  readonly deselected: readonly Deselected[];
}

export interface Deselected {
  readonly title: string;
  readonly tags: readonly string[];
}

export interface RunRecordOptions extends Places {
  /** Patterns, tags or lines leave scenarios out, which are then no part of the report. */
  readonly narrowed?: boolean;
  /** After so many red ones nothing else is begun. */
  readonly maxFailures?: number;
}

/** Collects outcomes while a run goes on; knows nothing of how they are shown. */
export class RunRecord implements RunTally {
  readonly #outcomes: ScenarioOutcome[] = [];
  readonly unhandledErrors: UnhandledError[] = [];
  readonly deselected: Deselected[] = [];
  unfinished: readonly string[] = [];
  readonly #options: RunRecordOptions;
  /** Ids of the files that have not ended. */
  readonly #left: Set<string>;
  readonly #aborted: string[] = [];

  constructor(options: RunRecordOptions, specifications: readonly TestSpecification[] = []) {
    this.#options = options;
    this.#left = new Set(specifications.map(({ moduleId }) => options.idOf(moduleId)));
  }

  /** In the order of their ids, not in that in which they ended. */
  get outcomes(): readonly ScenarioOutcome[] {
    return this.#outcomes.toSorted((a, b) => (a.id === b.id ? 0 : a.id < b.id ? -1 : 1));
  }

  get notRun(): readonly string[] {
    return [...this.#left, ...this.#aborted];
  }

  /** Undefined for a test that is deselected, or was not begun because the run was to end. */
  ended(test: TestCase): ScenarioOutcome | undefined {
    const skipped = test.result().state === "skipped";
    if (skipped && this.#options.narrowed && test.options.mode === "skip") {
      this.deselected.push({ title: test.name, tags: test.options.tags ?? [] });
      return undefined;
    }
    // What Vitest does not begin any more stays pending, or is skipped without a reason; it may be told before the red one.
    if (this.#options.maxFailures !== undefined && isLeftOut(test)) {
      this.#aborted.push(this.#options.idOf(test.module.moduleId));
      return undefined;
    }
    return this.#kept(outcomeOf(test, this.#options));
  }

  /** Undefined for a file or group whose own code did not fail. */
  broken(entity: TestModule | TestSuite): ScenarioOutcome | undefined {
    const outcome = brokenOutcome(entity, this.#options);
    return outcome && this.#kept(outcome);
  }

  fileEnded(id: string): void {
    this.#left.delete(id);
  }

  runEnded(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    this.unhandledErrors.push(...errors.map((error) => unhandledError(error, this.#options)));
    const begun = modules
      .filter((module) => module.state() === "pending" || module.state() === "queued")
      .map((module) => this.#options.idOf(module.moduleId));
    if (this.#stoppedByFailures) return;
    this.unfinished = begun;
    for (const id of this.unfinished) {
      this.#left.delete(id);
      this.#outcomes.push({ id, title: "was started and never ended", mark: "failed", realMs: 0, errors: [] });
    }
  }

  /** What ran when the run was ended, because it does not end by itself. */
  endless(ids: readonly string[], message: string): void {
    for (const id of ids) {
      this.#left.delete(id);
      const errors = [{ name: "EndlessScenario", message, frames: [] }];
      this.#outcomes.push({ id, title: "loops without end", mark: "failed", realMs: 0, errors });
    }
  }

  get #stoppedByFailures(): boolean {
    const { maxFailures = Number.POSITIVE_INFINITY } = this.#options;
    return this.#outcomes.filter(({ mark }) => mark === "failed").length >= maxFailures;
  }

  #kept(outcome: ScenarioOutcome): ScenarioOutcome {
    this.#outcomes.push(outcome);
    return outcome;
  }
}

function isLeftOut(test: TestCase): boolean {
  const result = test.result();
  return result.state === "pending" || (result.state === "skipped" && result.note === undefined);
}
