import { expect, test } from "vitest";
import { NothingStarts, type StartOutcome, WrongSystem, watchStarts } from "./nothing-starts.ts";

const passed: StartOutcome = { state: "passed" };
const skipped: StartOutcome = { state: "skipped" };
const failed = (name: string, message = "m"): StartOutcome => ({ state: "failed", errors: [{ name, message }] });
const notReady = failed("ForeignServerNotReady");
const red = failed("AssertionError");

/** What the run is stopped with after these outcomes. */
function stopped(outcomes: readonly StartOutcome[]): readonly Error[] {
  const errors: Error[] = [];
  const end = watchStarts((error) => errors.push(error));
  for (const outcome of outcomes) end(outcome);
  return errors;
}

test("a server that comes up in none of three stories ends the run, once; what is not applicable does not count", () => {
  expect(stopped([notReady, skipped, notReady])).toEqual([]);
  expect(stopped([notReady, skipped, notReady, notReady, notReady])).toEqual([expect.any(NothingStarts)]);
});

test("a server that came up once is not looked at again", () => {
  expect(stopped([passed, notReady, notReady, notReady, notReady])).toEqual([]);
  expect(stopped([notReady, notReady, red, notReady, notReady])).toEqual([]);
  const died = failed("ForeignServerFailed");
  expect(stopped([died, notReady, notReady, notReady])).toEqual([]);
});

test("a mistake of the configuration that shows when a world starts ends the run in its own words", () => {
  const mistake = failed("UsageError", "a.json names the function zip, which is not deployed.");
  const [error, ...others] = stopped([skipped, mistake, mistake]);
  expect(error).toBeInstanceOf(WrongSystem);
  expect(error?.message).toBe("a.json names the function zip, which is not deployed.");
  expect(others).toEqual([]);
});

test("a mistake in a story that others have not is that story's", () => {
  expect(stopped([passed, failed("UsageError")])).toEqual([]);
});
