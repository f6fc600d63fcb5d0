import { RandomStreams } from "../../../clock/random-streams.ts";
import { VirtualClock } from "../../../clock/virtual-clock.ts";
import { FaultPlan } from "../../../network/faults.ts";
import type { HttpRequest, HttpResponse } from "../../../network/http.ts";
import { LatencyModel } from "../../../network/latency.ts";
import { Network } from "../../../network/network.ts";
import { Trace } from "../../../network/trace.ts";
import { createS3, type S3 } from "../../s3/index.ts";
import { createServiceCalls } from "../../service-calls/index.ts";
import type { ServiceCall } from "../../service-calls/service-call.ts";
import type { HistoryEvent } from "../execution/history.ts";
import type { TaskIntegrations } from "../tasks/task-integrations.ts";
import { createRoomWithClock } from "./room-under-test.ts";
import { EPOCH, ROLE_ARN } from "./run-machine.ts";

export const BUCKET = "data";

interface MapRoom {
  readonly clock: VirtualClock;
  readonly call: ReturnType<typeof createRoomWithClock>["call"];
  readonly history: (executionArn: string) => readonly HistoryEvent[];
  readonly s3: S3;
  put(key: string, body: string | Buffer): Promise<void>;
  read(key: string): unknown;
  /** Starts an execution of a machine with that one Map, and returns its ARN. */
  start(map: Record<string, unknown>, input: unknown, machine?: Record<string, unknown>): Promise<string>;
}

/** Acts on a Step Functions room whose S3 is the emulated one, on a virtual clock. */
export async function withMapRoom(
  act: (room: MapRoom) => Promise<void>,
  integrations: (clock: VirtualClock) => Partial<TaskIntegrations> = () => ({}),
): Promise<void> {
  const clock = new VirtualClock({ name: "test", epochMs: EPOCH });
  const random = new RandomStreams(2);
  const trace = new Trace(
    () => clock.now(),
    () => 0,
  );
  const network = new Network({ clock, trace, faults: new FaultPlan(), latency: new LatencyModel(), random });
  const s3 = createS3({ clock, random, network, accountId: "123456789012", region: "us-east-1" });
  const callService = createServiceCalls((_source, _role, http) => send(s3, http, clock));
  const room = createRoomWithClock(clock, { callService, ...integrations(clock) });
  s3.createBucket(BUCKET);
  const s3Call = (operation: string, request: ServiceCall["request"]) =>
    callService({ service: "s3", operation, request, source: "test", roleArn: ROLE_ARN });
  await clock.drive(() =>
    act({
      clock,
      call: room.call,
      history: (executionArn) => room.stepFunctions.history(executionArn),
      s3,
      put: async (key, body) => {
        if (typeof body === "string") await s3Call("PutObject", { Bucket: BUCKET, Key: key, Body: body });
        else await send(s3, putRequest(key, body), clock);
      },
      read: (key) => JSON.parse(s3.read(BUCKET, key)?.toString("utf8") ?? "null"),
      async start(map, input, machine = {}) {
        const stateMachineArn = room.stepFunctions.createStateMachine({
          name: "machine",
          definition: JSON.stringify({
            StartAt: "Each",
            States: { Each: { Type: "Map", End: true, ...map } },
            ...machine,
          }),
          roleArn: ROLE_ARN,
        });
        const { body } = await room.call("StartExecution", { stateMachineArn, input: JSON.stringify(input) });
        return String(body.executionArn);
      },
    }),
  );
}

/** An item processor of one state, in the distributed mode. */
export function distributed(
  state: Record<string, unknown>,
  executionType = "STANDARD",
  name = "Work",
): Record<string, unknown> {
  return {
    ItemProcessor: {
      ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: executionType },
      StartAt: name,
      States: { [name]: state },
    },
  };
}

function putRequest(key: string, body: Buffer): HttpRequest {
  const headers = {
    host: "s3.amazonaws.com",
    "content-length": String(body.length),
    "x-amz-content-sha256": "UNSIGNED-PAYLOAD",
  };
  return { method: "PUT", path: `/${BUCKET}/${key}`, headers, body };
}

async function send(s3: S3, http: HttpRequest, clock: VirtualClock): Promise<HttpResponse> {
  const operation = s3.identify(http);
  if ("status" in operation) return operation;
  const principal = { role: "machine", accessKeyId: "test" };
  return s3.handle({ http, operation, principal, requestId: "S3REQUEST", receivedAt: clock.now() });
}
