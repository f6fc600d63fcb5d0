import { AwsError } from "../../gateway/aws-error.ts";
import type { State, TaskState } from "../definition/machine.ts";
import { isArray, isObject, type Json } from "../json/json.ts";
import { JsonSyntaxError } from "../json/json-syntax-error.ts";
import { parseJson } from "../json/parse.ts";
import { checkContext } from "./check-context.ts";
import { checkMockedResult } from "./check-mocked-result.ts";
import { findState } from "./state-under-test.ts";
import type { MockInput, TestStateRequest } from "./test-state-request.ts";

/** Refuses what TestState does not do with this state. Wording recorded: test_state_mock_validation.py; the rest [A] by analogy. */
export function checkTestState(request: TestStateRequest, state: State): void {
  if (request.mock) {
    if (request.context) checkContext(request.context);
    checkWithMock(request, request.mock, state);
  } else checkWithoutMock(request, state);
}

/** The mocked result, parsed. `undefined` when an error is mocked. Throws ValidationException. */
export function parseMockedResult(mock: MockInput): Json | undefined {
  if (mock.result === undefined) return undefined;
  try {
    return parseJson(mock.result);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    throw invalid("Mocked result must be valid JSON");
  }
}

function checkWithoutMock({ configuration, context, roleArn }: TestStateRequest, state: State): void {
  const needMock: Readonly<Record<string, unknown>> = {
    RetrierRetryCount: configuration.retrierRetryCount,
    ErrorCausedByState: configuration.errorCausedByState,
    MapIterationFailureCount: configuration.mapIterationFailureCount,
    MapItemReaderData: configuration.mapItemReaderData,
    Context: context,
  };
  for (const [name, value] of Object.entries(needMock)) {
    if (value !== undefined) throw invalid(`TestState does not support ${name} when a mock is not specified.`);
  }
  if (state.type === "Map" || state.type === "Parallel") {
    throw new AwsError(
      "InvalidDefinition",
      "TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]",
    );
  }
  if (state.type === "Task") checkCall(state, roleArn);
}

function checkCall({ resource }: TaskState, roleArn: string | undefined): void {
  if (resource.kind === "service" && /\.(?:sync(?::2)?|waitForTaskToken)$/.test(resource.resource)) {
    throw new AwsError(
      "InvalidDefinition",
      "TestState API does not support '.sync' or '.waitForTaskToken' integration patterns.",
    );
  }
  if (resource.kind === "activity") {
    throw new AwsError("InvalidDefinition", "TestState API does not support Activity tasks.");
  }
  if (roleArn === undefined) throw invalid("RoleArn must be specified when testing a Task state");
}

function checkWithMock({ revealSecrets, configuration }: TestStateRequest, mock: MockInput, state: State): void {
  if (state.type !== "Task" && state.type !== "Map" && state.type !== "Parallel") {
    throw invalid(`State type '${state.type}' is not supported when a mock is specified`);
  }
  if (revealSecrets) throw invalid("TestState does not support RevealSecrets when a mock is specified.");
  if (mock.result !== undefined && mock.errorOutput) {
    throw invalid("A test mock should have only one of the following fields: [result, errorOutput].");
  }
  if (mock.result === undefined && !mock.errorOutput) {
    throw invalid("A test mock should have one of the following fields: [result, errorOutput].");
  }
  const { errorCausedByState } = configuration;
  if (errorCausedByState !== undefined && !isBelow(state, errorCausedByState)) {
    throw invalid("State not found in definition");
  }
  const result = parseMockedResult(mock);
  if (result === undefined) return;
  switch (state.type) {
    case "Map":
      if (!state.distributed?.resultWriter) checkArray(result);
      else if (!isObject(result)) throw invalid("Mocked result must be a JSON object.");
      return;
    case "Parallel":
      checkArray(result);
      if (isArray(result) && result.length !== state.branches.length) {
        throw invalid("Mocked result must contain the same number of items as number of Parallel branches.");
      }
      return;
    default:
      if (mock.fieldValidationMode !== "NONE") checkMockedResult(state.resource, result, mock.fieldValidationMode);
  }
}

function checkArray(result: Json): void {
  if (!isArray(result)) throw invalid("Mocked result must be an array.");
}

function isBelow(state: State, name: string): boolean {
  const graphs = state.type === "Map" ? [state.itemProcessor] : state.type === "Parallel" ? state.branches : [];
  return graphs.some((graph) => findState(graph, name, false) !== undefined);
}

function invalid(message: string): AwsError {
  return new AwsError("ValidationException", message);
}
