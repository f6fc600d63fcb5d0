import type { ScenarioResult } from "./result.ts";

/** How one scenario of a run ended, as every part of the terminal report reads it. */
export interface ScenarioOutcome {
  /** `listing-28/fixed`; several scenarios of one file share it. */
  readonly id: string;
  readonly title: string;
  readonly mark: "passed" | "failed" | "skipped";
  readonly realMs: number;
  /** The code of the file or group itself failed, before anything could be said of the system. */
  readonly broken?: boolean;
  /** Why it was skipped, when the scenario said so. */
  readonly note?: string;
  /** Missing when the scenario ended before it had a result: not loaded, timed out, worker gone. */
  readonly result?: ScenarioResult;
  readonly errors: readonly OutcomeError[];
}

export interface OutcomeError {
  /** The error's class: `AssertionError`. */
  readonly name: string;
  readonly message: string;
  /** One `function file:line:column` each, the innermost first. */
  readonly frames: readonly string[];
}

/** A crashed worker, a rejection nobody awaited. */
export interface UnhandledError extends OutcomeError {
  /** Id of the file that its worker was running. */
  readonly while?: string;
  /** A promise that nobody awaited was rejected. */
  readonly rejected?: boolean;
}
