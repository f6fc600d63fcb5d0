import {
  CreateEventSourceMappingCommand,
  CreateFunctionCommand,
  GetFunctionConfigurationCommand,
  type LambdaClient,
} from "@aws-sdk/client-lambda";
import { CreateBucketCommand, PutBucketVersioningCommand } from "@aws-sdk/client-s3";
import { CreateStateMachineCommand } from "@aws-sdk/client-sfn";
import { CreateQueueCommand } from "@aws-sdk/client-sqs";
import { type FunctionDescription, type Infrastructure, queueArn } from "../../../system/infrastructure.ts";
import type { System } from "../../../system/revisions.ts";
import { waitOnMachine } from "../../clock/machine-time.ts";
import type { Clients } from "../clients.ts";
import { queueAttributes, roleArn, stateMachinesToCreate } from "../deployment.ts";

/** A function's code as Lambda takes it. */
export interface FunctionCode {
  readonly zip: Buffer;
  readonly handler: string;
  readonly runtime: "nodejs22.x" | "provided.al2023";
  readonly environment: Readonly<Record<string, string>>;
}

export interface Provisioned {
  /** URLs of the queues, by name. */
  readonly queueUrls: ReadonlyMap<string, string>;
}

/** Real milliseconds between two looks at a function that is not active yet. */
const LOOK_AGAIN_MS = 50;

/** Makes through the services' own APIs what the description says: the same that the embedded cloud is made of. */
export async function provisionThroughApi(
  clients: Clients,
  at: Infrastructure,
  system: System,
  codeOf: (description: FunctionDescription) => Promise<FunctionCode>,
): Promise<Provisioned> {
  const [queueUrls] = await Promise.all([
    createQueues(clients, at),
    createBucket(clients, at),
    createFunctions(clients, at, codeOf),
  ]);
  await Promise.all([createStateMachines(clients, at, system), createEventSourceMappings(clients, at)]);
  return { queueUrls };
}

async function createBucket(clients: Clients, { bucket }: Infrastructure): Promise<void> {
  const s3 = await clients.s3();
  await s3.send(new CreateBucketCommand({ Bucket: bucket.name }));
  if (!bucket.versioned) return;
  await s3.send(
    new PutBucketVersioningCommand({ Bucket: bucket.name, VersioningConfiguration: { Status: "Enabled" } }),
  );
}

/** One after the other, as described: a dead-letter queue must exist before the queue that names it. */
async function createQueues(clients: Clients, at: Infrastructure): Promise<Map<string, string>> {
  const sqs = await clients.sqs();
  const urls = new Map<string, string>();
  for (const queue of at.queues) {
    const answer = await sqs.send(
      new CreateQueueCommand({ QueueName: queue.name, Attributes: queueAttributes(at, queue) }),
    );
    urls.set(queue.name, answer.QueueUrl ?? "");
  }
  return urls;
}

async function createFunctions(
  clients: Clients,
  at: Infrastructure,
  codeOf: (description: FunctionDescription) => Promise<FunctionCode>,
): Promise<void> {
  const lambda = await clients.lambda();
  await Promise.all(
    at.functions.map(async (description) => {
      const { zip, handler, runtime, environment } = await codeOf(description);
      await lambda.send(
        new CreateFunctionCommand({
          FunctionName: description.name,
          Role: roleArn(at, description.role),
          Runtime: runtime,
          Handler: handler,
          Code: { ZipFile: zip },
          Timeout: description.timeoutSeconds,
          MemorySize: description.memoryMegabytes,
          Environment: { Variables: { ...environment } },
        }),
      );
      await active(lambda, description.name);
    }),
  );
}

async function active(lambda: LambdaClient, name: string): Promise<void> {
  for (;;) {
    const configuration = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: name }));
    if (configuration.State === "Active") return;
    if (configuration.State === "Failed") throw new Error(`${name} failed to start: ${configuration.StateReason}`);
    await waitOnMachine(LOOK_AGAIN_MS);
  }
}

async function createStateMachines(clients: Clients, at: Infrastructure, system: System): Promise<void> {
  const sfn = await clients.sfn();
  for (const machine of stateMachinesToCreate(at, system)) await sfn.send(new CreateStateMachineCommand(machine));
}

async function createEventSourceMappings(clients: Clients, at: Infrastructure): Promise<void> {
  const lambda = await clients.lambda();
  for (const mapping of at.eventSourceMappings) {
    await lambda.send(
      new CreateEventSourceMappingCommand({
        EventSourceArn: queueArn(at, mapping.queue),
        FunctionName: mapping.function,
        BatchSize: mapping.batchSize,
      }),
    );
  }
}
