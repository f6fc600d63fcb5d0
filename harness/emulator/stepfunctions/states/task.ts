import type { TaskState } from "../definition/machine.ts";
import { runAttempts } from "../execution/attempts.ts";
import { applyTemplate, choosePart } from "../execution/data-flow.ts";
import type { Outcome, StateRun } from "../execution/state-run.ts";
import { callFunction } from "../tasks/call-function.ts";
import { callService } from "../tasks/call-service.ts";
import type { TaskLimits } from "../tasks/task-limits.ts";
import { integerOf } from "./integer-path.ts";

export function runTask(state: TaskState, run: StateRun): Promise<Outcome> {
  return runAttempts(
    run,
    state,
    async () => {
      const input = choosePart(state.inputPath, run.input, run);
      run.inspect("afterInputPath", input.value);
      const limits: TaskLimits = {
        timeoutSeconds: integerOf(state.timeoutSeconds, "TimeoutSeconds", input.value, run),
        heartbeatSeconds: integerOf(state.heartbeatSeconds, "HeartbeatSeconds", input.value, run),
      };
      const request = applyTemplate(state.parameters, input, run);
      run.inspect("afterParameters", request.value);
      const { resource } = state;
      return resource.kind === "function"
        ? callFunction(resource.functionArn, request, run, limits)
        : callService(resource, request, run, limits);
    },
    () => {},
  );
}
