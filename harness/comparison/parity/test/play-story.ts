import { createHash } from "node:crypto";
import { GetExecutionHistoryCommand, type SFNClient } from "@aws-sdk/client-sfn";
import { installWorldGlobals } from "../../../clock/globals.ts";
import { RandomStreams } from "../../../clock/random-streams.ts";
import { VirtualClock } from "../../../clock/virtual-clock.ts";
import { eventsInCausalOrder } from "../../../cloud/backends/causal-order.ts";
import { createClients } from "../../../cloud/backends/clients.ts";
import type { ObservedExecution } from "../../../cloud/backends/cloud.ts";
import { createEmbeddedCloud, type EmbeddedCloud } from "../../../cloud/backends/embedded.ts";
import { inProcessRequestHandler } from "../../../cloud/backends/request-handler.ts";
import { FaultPlan } from "../../../network/faults.ts";
import { LatencyModel } from "../../../network/latency.ts";
import { Network } from "../../../network/network.ts";
import { Trace } from "../../../network/trace.ts";
import type { Observation } from "../../../scenario/observation.ts";
import type { CLOUD_STORIES } from "./cloud-stories.ts";

const REGION = "us-east-1";
const ACCOUNT = "123456789012";
const CREDENTIAL = { accessKeyId: "test", secretAccessKey: "test", role: "administrator" };
const BUCKETS = ["stories-objects", "stories-multipart"];
const QUEUES = ["stories-queue", "stories-dead"];

type CloudStory = (typeof CLOUD_STORIES)[string];

/** Plays a story in an embedded cloud of its own, after `prepare`, and returns what can be observed. */
export async function playStory(
  story: CloudStory,
  options: { seed: number; prepare?: (cloud: EmbeddedCloud) => void },
): Promise<Observation> {
  installWorldGlobals();
  const random = new RandomStreams(options.seed);
  const epochMs = Date.UTC(2026, 0, 1) + options.seed * 86_400_000;
  const clock = new VirtualClock({ name: "story", epochMs, globalRandom: random.stream("globals") });
  const trace = new Trace(
    () => clock.now(),
    () => 0,
  );
  const network = new Network({ clock, trace, faults: new FaultPlan(), latency: new LatencyModel(), random });
  const place = { accountId: ACCOUNT, region: REGION };
  const cloud = createEmbeddedCloud({ clock, random, network, ...place, policies: {}, credentials: [CREDENTIAL] });
  options.prepare?.(cloud);
  const functionArn = cloud.lambda.registerFunction({
    functionName: "stories-function",
    role: "administrator",
    timeoutSeconds: 3,
    memoryMegabytes: 128,
    environment: {},
    handler: echoOrFail,
  });
  const clients = createClients({
    endpoint: "http://127.0.0.1:4566",
    region: REGION,
    credentials: CREDENTIAL,
    requestHandler: inProcessRequestHandler((request) => cloud.gateway.send("story", request)),
  });
  // Importing a client is real work: before virtual time begins.
  const [sfn] = await Promise.all([clients.sfn(), clients.s3(), clients.sqs()]);
  const findings: { name: string; value: unknown }[] = [];
  let executions: ObservedExecution[] = [];
  await clock.drive(async () => {
    await story({
      clients,
      functionArn,
      roleArn: `arn:aws:iam::${ACCOUNT}:role/stories`,
      observe: (name, value) => void findings.push({ name, value }),
      wait: (ms) => clock.sleep(ms, "the story waits"),
    });
    executions = await observedExecutions(cloud, sfn);
  });
  return {
    answers: [],
    rows: {},
    callbacks: [],
    objects: observedObjects(cloud),
    executions,
    queues: observedQueues(cloud),
    logMessages: {},
    findings,
  };
}

/** The one function of the stories; a machine's failure is named by its input. */
async function echoOrFail(payload: string): Promise<string> {
  const input = JSON.parse(payload) as { error?: string; message?: string };
  if (input.error === undefined) return payload;
  throw Object.assign(new Error(input.message), { name: input.error });
}

function observedObjects(cloud: EmbeddedCloud): Observation["objects"] {
  return BUCKETS.flatMap((bucket) =>
    cloud.s3.objects(bucket).map(({ key, size, contentType }) => {
      const sha256 = createHash("sha256")
        .update(cloud.s3.read(bucket, key) ?? "")
        .digest("hex");
      return { bucket, key, bytes: size, contentType, sha256 };
    }),
  );
}

function observedQueues(cloud: EmbeddedCloud): Observation["queues"] {
  return Object.fromEntries(QUEUES.map((name) => [name, cloud.sqs.messages(name).map(({ body }) => body)]));
}

async function observedExecutions(cloud: EmbeddedCloud, sfn: SFNClient): Promise<ObservedExecution[]> {
  const seen: ObservedExecution[] = [];
  for (const { arn, name, machine, status, inputText } of cloud.stepFunctions.executions()) {
    const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn: arn }));
    const histories = events.map(({ id = 0, previousEventId = 0, type = "", ...details }) => ({
      id,
      previousEventId,
      type,
      name: (details.stateEnteredEventDetails ?? details.stateExitedEventDetails)?.name,
      index: details.mapIterationStartedEventDetails?.index,
    }));
    seen.push({ machine: machine.name, name, status, input: inputText, events: eventsInCausalOrder(histories) });
  }
  return seen;
}
