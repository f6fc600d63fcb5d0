import type { TaskState } from "../definition/machine.ts";
import { runAttempts } from "../execution/attempts.ts";
import { applyTemplate, choosePart } from "../execution/data-flow.ts";
import type { Outcome, StateRun } from "../execution/state-run.ts";
import { Document } from "../json/document.ts";
import type { JsonataFields } from "../jsonata/fields.ts";
import { callFunction } from "../tasks/call-function.ts";
import { callService } from "../tasks/call-service.ts";
import type { TaskLimits } from "../tasks/task-limits.ts";
import { integerOf } from "./integer-path.ts";

export function runTask(state: TaskState, run: StateRun): Promise<Outcome> {
  return runAttempts(
    run,
    state,
    async () => {
      if (state.jsonata) return callJsonata(state, state.jsonata, run);
      const input = choosePart(state.inputPath, run.input, run);
      run.inspect("afterInputPath", input.value);
      const limits: TaskLimits = {
        timeoutSeconds: integerOf(state.timeoutSeconds, "TimeoutSeconds", input.value, run),
        heartbeatSeconds: integerOf(state.heartbeatSeconds, "HeartbeatSeconds", input.value, run),
      };
      const request = applyTemplate(state.parameters, input, run);
      run.inspect("afterParameters", request.value);
      return call(state, request, run, limits);
    },
    () => {},
  );
}

async function callJsonata(state: TaskState, jsonata: JsonataFields, run: StateRun): Promise<Document> {
  const limits: TaskLimits = {
    timeoutSeconds: await secondsOf(state.timeoutSeconds, run),
    heartbeatSeconds: await secondsOf(state.heartbeatSeconds, run),
  };
  // Without Arguments the task is sent the state's input.
  const request = jsonata.arguments ? new Document(await run.evaluate(jsonata.arguments)) : run.input;
  run.inspect("afterArguments", request.value);
  return call(state, request, run, limits);
}

async function secondsOf(seconds: TaskState["timeoutSeconds"], run: StateRun): Promise<number | undefined> {
  return typeof seconds === "object" && seconds.kind === "jsonata"
    ? run.evaluateTo("number", seconds)
    : (seconds as number | undefined);
}

function call(state: TaskState, request: Document, run: StateRun, limits: TaskLimits): Promise<Document> {
  const { resource } = state;
  return resource.kind === "function"
    ? callFunction(resource.functionArn, request, run, limits)
    : callService(resource, request, run, limits);
}
