import { stripVTControlCharacters } from "node:util";
import type { SerializedError, TestError } from "vitest";
import type { TestCase, TestModule, TestSuite } from "vitest/node";
import type { OutcomeError, ScenarioOutcome, UnhandledError } from "../scenario/outcome.ts";
import { framesOf } from "./stack-frames.ts";

/** How the paths of a run are shown. */
export interface Places {
  readonly projectRoot: string;
  /** Turns a scenario file's path into its id. */
  readonly idOf: (path: string) => string;
}

/** A finished test as the report sees it. */
export function outcomeOf(test: TestCase, places: Places): ScenarioOutcome {
  const ended = test.result();
  const result = test.meta().scenario;
  return {
    id: result?.id ?? places.idOf(test.module.moduleId),
    title: result?.title ?? test.name,
    mark: ended.state === "passed" || ended.state === "failed" ? ended.state : "skipped",
    realMs: result?.realMs ?? test.diagnostic()?.duration ?? 0,
    ...(ended.state === "skipped" && ended.note !== undefined ? { note: ended.note } : {}),
    ...(result === undefined ? {} : { result }),
    errors: (ended.errors ?? []).map((error) => outcomeError(error, places)),
  };
}

/** A file or a group whose own code failed: it could not be loaded, or a hook around its scenarios failed. */
export function brokenOutcome(broken: TestModule | TestSuite, places: Places): ScenarioOutcome | undefined {
  const errors = broken.errors();
  if (errors.length === 0) return undefined;
  const isModule = broken.type === "module";
  return {
    id: places.idOf(isModule ? broken.moduleId : broken.module.moduleId),
    title: isModule ? "cannot be loaded" : broken.name,
    mark: "failed",
    broken: true,
    realMs: isModule ? broken.diagnostic().collectDuration : 0,
    errors: errors.map((error) => outcomeError(error, places)),
  };
}

/** An error that belongs to no scenario; Vitest notes which file its worker was running. */
export function unhandledError(error: SerializedError, places: Places): UnhandledError {
  const path = error.VITEST_TEST_PATH;
  return {
    ...outcomeError(error, places),
    ...(typeof path === "string" ? { while: places.idOf(path) } : {}),
    // As Vitest's workers call it.
    ...(error.type === "Unhandled Rejection" && { rejected: true }),
  };
}

function outcomeError(error: TestError | SerializedError, places: Places): OutcomeError {
  const name = error.name ?? "Error";
  const message = `${name === "Error" ? "" : `${name}: `}${error.message ?? "an error without a message"}`;
  const difference = "diff" in error && typeof error.diff === "string" ? `\n${error.diff}` : "";
  const cause = error.cause === undefined ? "" : `\ncaused by: ${outcomeError(error.cause, places).message}`;
  return {
    name,
    // Vitest paints differences for a terminal.
    message: stripVTControlCharacters(`${message}${difference}`) + cause,
    frames: framesOf(error, places.projectRoot),
  };
}
