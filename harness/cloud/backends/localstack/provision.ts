import { CreateEventSourceMappingCommand, ResourceConflictException } from "@aws-sdk/client-lambda";
import { BucketAlreadyOwnedByYou, CreateBucketCommand, PutBucketVersioningCommand } from "@aws-sdk/client-s3";
import { CreateStateMachineCommand, StateMachineAlreadyExists, UpdateStateMachineCommand } from "@aws-sdk/client-sfn";
import {
  CreateQueueCommand,
  GetQueueUrlCommand,
  QueueNameExists,
  SetQueueAttributesCommand,
} from "@aws-sdk/client-sqs";
import {
  type FunctionDescription,
  type Infrastructure,
  queueArn,
  stateMachineArn,
} from "../../../../system/infrastructure.ts";
import type { System } from "../../../../system/revisions.ts";
import type { Clients } from "../clients.ts";
import { type Definitions, queueAttributes, stateMachinesToCreate } from "../deployment.ts";
import { type FunctionCode, provisionFunction } from "./provision-function.ts";

/**
 * Creates what the description names through the services' own APIs; the embedded cloud is made from the same
 * description. Existing resources are updated. Returns the URLs of the queues, by name.
 */
export async function provisionThroughApi(
  clients: Clients,
  at: Infrastructure,
  system: System,
  codeOf: (description: FunctionDescription) => Promise<FunctionCode>,
  definitions?: Definitions,
): Promise<ReadonlyMap<string, string>> {
  const [queueUrls] = await Promise.all([
    provisionQueues(clients, at),
    provisionBucket(clients, at),
    provisionFunctions(clients, at, codeOf),
  ]);
  await Promise.all([
    provisionStateMachines(clients, at, system, definitions),
    provisionEventSourceMappings(clients, at),
  ]);
  return queueUrls;
}

async function provisionBucket(clients: Clients, { bucket }: Infrastructure): Promise<void> {
  const s3 = await clients.s3();
  const Bucket = bucket.name;
  await s3.send(new CreateBucketCommand({ Bucket })).catch(unless(BucketAlreadyOwnedByYou));
  if (!bucket.versioned) return;
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }));
}

/** One after the other, as described: a dead-letter queue must exist before the queue that names it. */
async function provisionQueues(clients: Clients, at: Infrastructure): Promise<Map<string, string>> {
  const sqs = await clients.sqs();
  const urls = new Map<string, string>();
  for (const queue of at.queues) {
    const Attributes = queueAttributes(at, queue);
    const created = await sqs
      .send(new CreateQueueCommand({ QueueName: queue.name, Attributes }))
      .catch(unless(QueueNameExists));
    const { QueueUrl = "" } = created ?? (await sqs.send(new GetQueueUrlCommand({ QueueName: queue.name })));
    if (!created) await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
    urls.set(queue.name, QueueUrl);
  }
  return urls;
}

async function provisionFunctions(
  clients: Clients,
  at: Infrastructure,
  codeOf: (description: FunctionDescription) => Promise<FunctionCode>,
): Promise<void> {
  const lambda = await clients.lambda();
  await Promise.all(
    at.functions.map(async (description) => provisionFunction(lambda, at, description, await codeOf(description))),
  );
}

async function provisionStateMachines(
  clients: Clients,
  at: Infrastructure,
  system: System,
  definitions?: Definitions,
): Promise<void> {
  const sfn = await clients.sfn();
  for (const machine of stateMachinesToCreate(at, system, definitions)) {
    const created = await sfn.send(new CreateStateMachineCommand(machine)).catch(unless(StateMachineAlreadyExists));
    if (created) continue;
    const { name, definition, roleArn } = machine;
    await sfn.send(new UpdateStateMachineCommand({ stateMachineArn: stateMachineArn(at, name), definition, roleArn }));
  }
}

async function provisionEventSourceMappings(clients: Clients, at: Infrastructure): Promise<void> {
  const lambda = await clients.lambda();
  for (const mapping of at.eventSourceMappings) {
    const command = new CreateEventSourceMappingCommand({
      EventSourceArn: queueArn(at, mapping.queue),
      FunctionName: mapping.function,
      BatchSize: mapping.batchSize,
      ...(mapping.reportBatchItemFailures ? { FunctionResponseTypes: ["ReportBatchItemFailures"] } : {}),
    });
    await lambda.send(command).catch(unless(ResourceConflictException));
  }
}

/** Ignores the error that says that the resource exists already. */
function unless(kind: abstract new (...parameters: never[]) => Error): (error: unknown) => undefined {
  return (error) => {
    if (!(error instanceof kind)) throw error;
    return undefined;
  };
}
