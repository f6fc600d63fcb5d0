import { stateMachineArn } from "../arns.ts";
import type { State } from "../definition/machine.ts";
import { caught } from "../execution/attempts.ts";
import { Cancellation, TimeLimitReached, withinLimits } from "../execution/cancellation.ts";
import { NO_ROLE } from "../execution/context-object.ts";
import { RuntimeFailure, StateFailure } from "../execution/failure.ts";
import type { Outcome } from "../execution/outcome.ts";
import { dispatch } from "../execution/run-graph.ts";
import type { StateMocks } from "../execution/state-mocks.ts";
import { StateRun } from "../execution/state-run.ts";
import { Thread } from "../execution/thread.ts";
import { Document } from "../json/document.ts";
import type { Json } from "../json/json.ts";
import { TEST_STATE_LIMIT_MS } from "../limits.ts";
import { NO_LOGGING } from "../logging/logging-configuration.ts";
import { Variables } from "../query/variables.ts";
import type { StepFunctionsService } from "../service.ts";
import type { StateMachineVersion } from "../state-machine.ts";
import { parseMockedResult } from "./check-test-state.ts";
import { handlingOf, isCallState } from "./handled-failure.ts";
import { InspectionData } from "./inspection-data.ts";
import { writeSpacedJson } from "./spaced-json.ts";
import type { StateUnderTest } from "./state-under-test.ts";
import type { TestStateRequest } from "./test-state-request.ts";

/** Runs one state once, without its retries, and answers as TestState does. */
export async function runTestState(
  service: StepFunctionsService,
  request: TestStateRequest,
  tested: StateUnderTest,
): Promise<Record<string, unknown>> {
  const inspection = new InspectionData(tested.state, request.inputText);
  const thread = threadOf(service, request, tested, inspection);
  const run = new StateRun(thread, tested.state.name, tested.state.type, request.input);
  run.retryCount = isCallState(tested.state) ? (request.configuration.retrierRetryCount ?? 0) : undefined;
  const ending = await endingOf(tested.state, run, inspection);
  const variables = thread.variables.all();
  if (variables.size > 0) inspection.note("variables", writeSpacedJson(variables));
  return { ...ending, ...(request.inspected && { inspectionData: inspection.data }) };
}

async function endingOf(state: State, run: StateRun, inspection: InspectionData): Promise<Record<string, unknown>> {
  try {
    const outcome = await perform(state, run);
    return { status: "SUCCEEDED", ...transition(outcome) };
  } catch (error) {
    return handled(state, run, failureOf(error, run), inspection);
  }
}

/** The state with nothing to retry and to catch: which handler a failure meets is reported, and a Catch is run, afterwards. */
async function perform(state: State, run: StateRun): Promise<Outcome> {
  const { clock } = run.thread.execution;
  const { cancellation } = run.thread;
  const bare = isCallState(state) ? { ...state, retry: [], catch: [] } : state;
  const work = (async () => dispatch(bare, run))();
  try {
    return await withinLimits(clock, work, {
      cancellation: new Cancellation(),
      limitMs: TEST_STATE_LIMIT_MS,
      label: `time limit of TestState (${state.name})`,
    });
  } catch (error) {
    if (error instanceof TimeLimitReached) cancellation.cancel();
    throw error;
  }
}

function failureOf(error: unknown, run: StateRun): StateFailure {
  if (error instanceof TimeLimitReached) return new StateFailure("States.Timeout", undefined);
  return run.failureOf(error);
}

async function handled(
  state: State,
  run: StateRun,
  failure: StateFailure,
  inspection: InspectionData,
): Promise<Record<string, unknown>> {
  const { status, details } = handlingOf(state, failure, run.retryCount ?? 0);
  if (Object.keys(details).length > 0) inspection.note("errorDetails", details);
  const failed = { status, error: failure.error, cause: failure.failureCause };
  if (status !== "CAUGHT_ERROR" || !isCallState(state)) return failed;
  try {
    return { ...failed, ...transition(await caught(run, state, failure)) };
  } catch (error) {
    if (!(error instanceof StateFailure || error instanceof RuntimeFailure)) throw error;
    const second = run.failureOf(error);
    return { status: "FAILED", error: second.error, cause: second.failureCause };
  }
}

function transition({ output, next }: Outcome): Record<string, unknown> {
  return { output: writeSpacedJson(output.value), ...(next !== undefined && { nextState: next }) };
}

function threadOf(
  service: StepFunctionsService,
  request: TestStateRequest,
  tested: StateUnderTest,
  inspector: InspectionData,
): Thread {
  const execution = service.testExecution(
    machineOf(service, request, tested),
    { document: request.input, text: request.inputText },
    {
      mocks: mocksOf(tested.state, request),
      inspector,
      test: {
        context: request.context,
        itemReaderData: request.configuration.mapItemReaderData,
        failedIterations: request.configuration.mapIterationFailureCount ?? 0,
      },
    },
  );
  const variables = new Variables();
  variables.assign(request.variables);
  return new Thread({
    execution,
    mapRuns: service.mapRuns,
    cancellation: execution.cancellation,
    variables,
    lastEventId: 0,
    // AWS: Automatic Context population.
    mapItem: tested.insideMap && !request.context ? { index: 0, value: request.input.value } : undefined,
  });
}

/** AWS makes up a machine (recorded: test_map_state_failure_count). Without a role none is shown. */
function machineOf(
  service: StepFunctionsService,
  request: TestStateRequest,
  { machine }: StateUnderTest,
): StateMachineVersion {
  const { place } = service;
  const name = service.random.stream("states/test-state").uuid();
  const now = service.clock.now();
  return {
    arn: stateMachineArn(place, name),
    name,
    type: "EXPRESS",
    logging: NO_LOGGING,
    tracing: false,
    roleArn: request.roleArn ?? NO_ROLE,
    definitionText: request.definition,
    definition: machine,
    revisionId: undefined,
    createdAt: now,
    updatedAt: now,
  };
}

function mocksOf(state: State, { mock }: TestStateRequest): StateMocks | undefined {
  if (!mock) return undefined;
  const result: Json | undefined = parseMockedResult(mock);
  const mocked =
    result === undefined
      ? ({ kind: "error", error: mock.errorOutput?.error, cause: mock.errorOutput?.cause } as const)
      : ({ kind: "result", result: new Document(result) } as const);
  return { resultFor: (name) => (name === state.name ? mocked : undefined) };
}
