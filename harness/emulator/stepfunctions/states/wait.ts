import type { WaitState, WaitUntil } from "../definition/machine.ts";
import { parseTimestamp } from "../definition/timestamp.ts";
import { cancellableSleep } from "../execution/cancellation.ts";
import { chooseInput, choosePart } from "../execution/data-flow.ts";
import { RuntimeFailure } from "../execution/failure.ts";
import type { Outcome } from "../execution/outcome.ts";
import type { StateRun } from "../execution/state-run.ts";
import type { Json } from "../json/json.ts";
import { displayJson } from "../json/write.ts";
import { MAXIMUM_WAIT_SECONDS, MINIMUM_WAIT_SECONDS } from "../limits.ts";
import { lookUp } from "../query/evaluate.ts";
import type { PathQuery } from "../query/query.ts";
import { evaluateSeconds } from "./expression-seconds.ts";
import { wholeNumber } from "./java-number.ts";

export async function runWait(state: WaitState, run: StateRun): Promise<Outcome> {
  const { execution, cancellation } = run.thread;
  const input = chooseInput(state.inputPath, run);
  const due =
    run.restart?.waitUntil ??
    (state.jsonata ? await dueAtExpression(state.until, run) : dueAt(state.until, input.value, run));
  const delayMs = Math.max(0, due - execution.now());
  if (delayMs > MAXIMUM_WAIT_SECONDS * 1000) throw new RuntimeFailure("Wait state delay is too long.");
  run.waitUntil = due;
  await cancellableSleep(execution.clock, delayMs, `Wait ${state.name} (${execution.name})`, cancellation);
  if (state.jsonata) return run.exitJsonata(state.jsonata, run.input, state.next);
  return run.exit(choosePart(state.outputPath, input, run), state.next, {
    template: state.assign,
    result: input.value,
  });
}

async function dueAtExpression(until: WaitUntil, run: StateRun): Promise<number> {
  if (until.kind === "SecondsExpression") {
    return run.thread.execution.now() + (await evaluateSeconds(until.expression, MINIMUM_WAIT_SECONDS, run)) * 1000;
  }
  if (until.kind !== "TimestampExpression") return dueAt(until, run.input.value, run);
  const text = await run.evaluateTo("string", until.expression, "stateEntered");
  const epochMs = parseTimestamp(text);
  if (epochMs !== undefined) return epochMs;
  // Recorded: test_wait_timestamp_jsonata.
  throw run.queryFailure(
    until.expression.field,
    `The ${until.expression.field} field cannot be parsed as an ISO-8601 extended offset date-time format string: ${text}`,
    "stateEntered",
  );
}

function dueAt(until: WaitUntil, input: Json, run: StateRun): number {
  switch (until.kind) {
    case "Seconds":
      return run.thread.execution.now() + until.seconds * 1000;
    case "Timestamp":
      return until.epochMs;
    case "SecondsExpression":
    case "TimestampExpression":
      throw new Error("A JSONPath Wait has a JSONata field.");
    case "SecondsPath": {
      const value = referenced(until.path, "SecondsPath", input, run);
      const seconds = wholeNumber(value);
      const shown = `${until.path.text} == ${displayJson(value)}`;
      // Two sentences of AWS, which LocalStack passes on; that both exist is reported of recordings held back.
      if (seconds === undefined) {
        throw new RuntimeFailure(`The SecondsPath parameter cannot be parsed as a long value: ${shown}`);
      }
      if (seconds < MINIMUM_WAIT_SECONDS) {
        throw new RuntimeFailure(`The SecondsPath parameter references a negative value: ${shown}`);
      }
      return run.thread.execution.now() + seconds * 1000;
    }
    case "TimestampPath": {
      const value = referenced(until.path, "TimestampPath", input, run);
      const epochMs = typeof value === "string" ? parseTimestamp(value) : undefined;
      if (epochMs !== undefined) return epochMs;
      // Recorded: test_wait_timestamp_path.
      throw new RuntimeFailure(
        `The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: ${until.path.text} == ${displayJson(value)}`,
      );
    }
  }
}

function referenced(path: PathQuery, parameter: string, input: Json, run: StateRun): Json {
  const value = lookUp(path, run.scope(input));
  if (value !== undefined) return value;
  // Recorded: wait_seconds_path.json5_ALL_False.
  throw new RuntimeFailure(`The ${parameter} parameter does not reference an input value: ${path.text}`);
}
