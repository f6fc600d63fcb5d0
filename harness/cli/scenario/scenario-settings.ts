import { resolve } from "node:path";
import { clockOf, type RunOptions } from "../../scenario/run-options.ts";
import { PROJECT_ROOT } from "../../support/project-root.ts";

export const SCENARIOS_DIRECTORY = resolve(PROJECT_ROOT, "scenarios");

/** Real time. Only a hanging scenario reaches it, and the virtual clock usually reports the cause long before. */
const SCENARIO_TIMEOUT_MS = 120_000;

/** Where the clock is real: retries and redeliveries take minutes, and a slow machine makes them longer. */
const REAL_CLOCK_TIMEOUT_MS = 900_000;
/** In virtual time, with processes that want a processor: thirty days, or hundreds of pictures, on a busy machine. */
const PROCESSES_TIMEOUT_MS = 480_000;

/** Real time that one run of a scenario may take. */
export function scenarioTimeoutMs(runOptions: RunOptions): number {
  if (clockOf(runOptions, runOptions.backend ?? "embedded") === "real") return REAL_CLOCK_TIMEOUT_MS;
  return runOptions.foreign ? PROCESSES_TIMEOUT_MS : SCENARIO_TIMEOUT_MS;
}

/**
 * How Vitest runs scenarios, both from our command and from its own. Without isolation 20 files start in 0.5 s instead
 * of 3.
 */
export const SCENARIO_SETTINGS = {
  pool: "threads" as const,
  isolate: false,
  testTimeout: SCENARIO_TIMEOUT_MS,
  // Stories may carry any tag; Vitest's own default is that each is defined in its configuration.
  strictTags: false,
};

/** Options of a run without a command line. */
export const DEFAULT_RUN_OPTIONS: RunOptions = { defects: [], repeat: 1 };
