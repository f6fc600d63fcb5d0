import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import { installWorldGlobals } from "../../../clock/globals.ts";
import { createSqs, type Sqs } from "../index.ts";
import { smallCloud } from "./small-cloud.ts";

installWorldGlobals();

interface Scene {
  readonly client: SQSClient;
  readonly QueueUrl: string;
  readonly sqs: Sqs;
  readonly cloud: ReturnType<typeof smallCloud>;
}

/** A queue "jobs" ("jobs.fifo" when it is to be one) and the SDK's client. */
export async function withQueue(
  attributes: Record<string, string>,
  scene: (at: Scene) => Promise<void>,
): Promise<void> {
  let sqs: Sqs | undefined;
  const cloud = smallCloud((deps) => {
    sqs = createSqs(deps);
    return [sqs];
  });
  await cloud.clock.drive(async () => {
    const client = new SQSClient(cloud.client());
    const QueueName = attributes.FifoQueue === "true" ? "jobs.fifo" : "jobs";
    const { QueueUrl = "" } = await client.send(new CreateQueueCommand({ QueueName, Attributes: attributes }));
    if (sqs) await scene({ client, QueueUrl, sqs, cloud });
  });
}
