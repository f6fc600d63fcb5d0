import type { TaskState } from "../definition/machine.ts";
import { HEARTBEAT_TOO_LONG } from "../definition/task.ts";
import { runAttempts } from "../execution/attempts.ts";
import { applyTemplate, chooseInput } from "../execution/data-flow.ts";
import { RuntimeFailure } from "../execution/failure.ts";
import type { Outcome } from "../execution/outcome.ts";
import type { AttemptInFlight } from "../execution/standing.ts";
import type { StateRun } from "../execution/state-run.ts";
import { Document } from "../json/document.ts";
import { isObject, type Json } from "../json/json.ts";
import type { JsonataFields } from "../jsonata/fields.ts";
import { MINIMUM_TIMEOUT_SECONDS } from "../limits.ts";
import { evaluateTemplate } from "../query/evaluate.ts";
import { callActivity } from "../tasks/call-activity.ts";
import { callFunction } from "../tasks/call-function.ts";
import { callService } from "../tasks/call-service.ts";
import type { TaskLimits } from "../tasks/task-limits.ts";
import { takesToken } from "../tasks/task-resource.ts";
import { evaluateSeconds } from "./expression-seconds.ts";
import { integerOf } from "./integer-path.ts";

export function runTask(state: TaskState, run: StateRun): Promise<Outcome> {
  return runAttempts(
    run,
    state,
    () => {
      const earlier = run.takeAttempt();
      return earlier ? goOn(earlier, run) : withTaskToken(state, run, () => attempt(state, run));
    },
    () => {},
  );
}

/** An attempt that was under way when the process ended. */
async function goOn(earlier: AttemptInFlight, run: StateRun): Promise<Document> {
  const { clock } = run.thread.execution;
  const { resumeTask } = await clock.run("load restarts", 0, () => import("../tasks/resume-task.ts"));
  return resumeTask(earlier, run);
}

/** Gives each attempt its own token, if the Task can be ended from outside; the token ends with the attempt. */
async function withTaskToken(state: TaskState, run: StateRun, attempt: () => Promise<Document>): Promise<Document> {
  if (!takesToken(state.resource)) return attempt();
  const { tokens } = run.thread.execution.callbacks;
  const task = tokens.open();
  run.task = task;
  try {
    return await attempt();
  } finally {
    tokens.close(task);
  }
}

async function attempt(state: TaskState, run: StateRun): Promise<Document> {
  if (state.jsonata) return callJsonata(state, state.jsonata, run);
  const input = chooseInput(state.inputPath, run);
  const limits: TaskLimits = {
    timeoutSeconds: integerOf(state.timeoutSeconds, "TimeoutSeconds", input.value, run),
    heartbeatSeconds: integerOf(state.heartbeatSeconds, "HeartbeatSeconds", input.value, run),
  };
  if (isHeartbeatTooLong(limits)) throw new RuntimeFailure(`${HEARTBEAT_TOO_LONG}: ${shown(limits)}`);
  const request = applyTemplate(state.parameters, input, run);
  run.inspect("afterParameters", request.value);
  run.roleArn =
    state.credentials?.template && roleOf(evaluateTemplate(state.credentials.template, run.scope(input.value)));
  return call(state, request, run, limits);
}

async function callJsonata(state: TaskState, jsonata: JsonataFields, run: StateRun): Promise<Document> {
  const limits: TaskLimits = {
    timeoutSeconds: await secondsOf(state.timeoutSeconds, run),
    heartbeatSeconds: await secondsOf(state.heartbeatSeconds, run),
  };
  if (isHeartbeatTooLong(limits)) {
    throw run.queryFailure("HeartbeatSeconds", `${HEARTBEAT_TOO_LONG}: ${shown(limits)}`);
  }
  // Without Arguments the task is sent the state's input.
  const request = jsonata.arguments ? new Document(await run.evaluate(jsonata.arguments)) : run.input;
  run.inspect("afterArguments", request.value);
  run.roleArn = state.credentials?.jsonata && roleOf(await run.evaluate(state.credentials.jsonata));
  return call(state, request, run, limits);
}

/** Paths and expressions may give what a definition must not have. */
function isHeartbeatTooLong({ timeoutSeconds, heartbeatSeconds }: TaskLimits): boolean {
  return timeoutSeconds !== undefined && heartbeatSeconds !== undefined && heartbeatSeconds >= timeoutSeconds;
}

const shown = ({ timeoutSeconds, heartbeatSeconds }: TaskLimits): string => `${heartbeatSeconds} >= ${timeoutSeconds}`;

async function secondsOf(seconds: TaskState["timeoutSeconds"], run: StateRun): Promise<number | undefined> {
  return typeof seconds === "object" && seconds.kind === "jsonata"
    ? evaluateSeconds(seconds, MINIMUM_TIMEOUT_SECONDS, run)
    : (seconds as number | undefined);
}

function call(state: TaskState, request: Document, run: StateRun, limits: TaskLimits): Promise<Document> {
  const { resource } = state;
  switch (resource.kind) {
    case "function":
      return callFunction(resource.functionArn, request, run, limits);
    case "activity":
      return callActivity(resource.activityArn, request, run, limits);
    default:
      return callService(resource, request, run, limits, state.jsonata ? "Arguments" : "Parameters");
  }
}

/** The role of evaluated Credentials. Throws RuntimeFailure. */
function roleOf(credentials: Json): string {
  const roleArn = isObject(credentials) ? credentials.get("RoleArn") : undefined;
  if (typeof roleArn === "string" && roleArn.startsWith("arn:")) return roleArn;
  throw new RuntimeFailure("The Credentials need the ARN of a role in RoleArn.");
}
