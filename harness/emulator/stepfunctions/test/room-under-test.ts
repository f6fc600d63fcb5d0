import type { Clock } from "../../../clock/clock.ts";
import { RandomStreams } from "../../../clock/random-streams.ts";
import { FaultPlan } from "../../../network/faults.ts";
import type { HttpRequest, HttpResponse } from "../../../network/http.ts";
import { LatencyModel } from "../../../network/latency.ts";
import { Network } from "../../../network/network.ts";
import { Trace } from "../../../network/trace.ts";
import { readPublishedModel } from "../../published-model/published-model.ts";
import { refuseUnpublishedAnswer } from "../../published-model/refuse-unpublished-answer.ts";
import { createStepFunctions, type StepFunctions } from "../index.ts";
import type { MachineMocks } from "../mocks/machine-mocks.ts";
import type { TaskIntegrations } from "../tasks/task-integrations.ts";

const MODEL = readPublishedModel("stepfunctions");

interface RoomUnderTest {
  readonly stepFunctions: StepFunctions;
  readonly trace: Trace;
  /** One request to the room as the gateway would pass it on, without signature or permissions. */
  answer(http: HttpRequest): Promise<HttpResponse>;
  /** One operation by its name; the status and the parsed body. Throws when AWS's published model does not allow them. */
  call(operation: string, input: unknown): Promise<{ status: number; body: Record<string, unknown> }>;
}

/** A Step Functions room for tests on the given clock. Services that a test does not give must not be called. */
export function createRoomWithClock(
  clock: Clock,
  integrations: Partial<TaskIntegrations> = {},
  mocks?: MachineMocks,
): RoomUnderTest {
  const random = new RandomStreams(1);
  const trace = new Trace(
    () => clock.now(),
    () => 0,
  );
  const network = new Network({ clock, trace, faults: new FaultPlan(), latency: new LatencyModel(), random });
  const stepFunctions = createStepFunctions({
    clock,
    random,
    network,
    accountId: "123456789012",
    region: "us-east-1",
    mocks,
    logs: { subscribe: () => false, deliver: () => {} },
    integrations: {
      callService: () => Promise.reject(new Error("This test calls no service.")),
      invokeLambda: () => Promise.reject(new Error("This test calls no function.")),
      mediaConvertCreateJob: () => Promise.reject(new Error("This test makes no MediaConvert job.")),
      mediaConvertJobEnded: () => Promise.reject(new Error("This test waits for no MediaConvert job.")),
      mediaConvertAbandonJob: () => {
        throw new Error("This test abandons no MediaConvert job.");
      },
      ...integrations,
    },
  });
  const answer = async (http: HttpRequest): Promise<HttpResponse> => {
    const operation = stepFunctions.identify(http);
    if ("status" in operation) return operation;
    return stepFunctions.handle({
      http,
      operation,
      principal: { role: "administrator", accessKeyId: "test" },
      requestId: "request-1",
      receivedAt: clock.now(),
    });
  };
  return {
    stepFunctions,
    trace,
    answer,
    async call(operation, input) {
      const headers = { "x-amz-target": `AWSStepFunctions.${operation}`, "content-type": "application/x-amz-json-1.0" };
      const response = await answer({ method: "POST", path: "/", headers, body: Buffer.from(JSON.stringify(input)) });
      const text = response.body.toString("utf8");
      const body = text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
      refuseUnpublishedAnswer(MODEL, operation, { status: response.status, body });
      return { status: response.status, body };
    },
  };
}
