import type { EngineDescription } from "../../../../database/engine/engine.ts";

/** The first message to a session. */
export interface SessionStart {
  readonly kind: "start";
  readonly engine: EngineDescription;
}

/** What a session is to run, in a fresh thread. */
export interface SessionJob {
  readonly kind: "run";
  /** Test files from the project's root, in this order; the first that turns red ends the job. */
  readonly files: readonly string[];
  /** Active while the files are loaded and run. Without one, what the files reach is recorded. */
  readonly mutant?: ActiveMutant;
  /** Real milliseconds of one test; the virtual clock usually reports a story that does not end long before. */
  readonly testTimeoutMs: number;
}

/** One mutant, switched on. */
export interface ActiveMutant {
  readonly id: string;
  /** How often its place may be passed; more often means an endless loop. */
  readonly hitLimit: number;
}

/** What became of one test file. */
export interface FileOutcome {
  readonly file: string;
  readonly state: "green" | "red" | "skipped";
  readonly durationMs: number;
  /** Of a red one: the first error, in one line. */
  readonly why?: string;
  /** Ids of the mutants whose places were passed, with the number of passes; recorded when no mutant is active. */
  readonly reached?: Readonly<Record<string, number>>;
}

export type SessionAnswer =
  | { readonly kind: "ready" }
  | { readonly kind: "ran"; readonly files: readonly FileOutcome[] }
  /** Neither red nor green: Vitest itself failed. */
  | { readonly kind: "broken"; readonly why: string };
