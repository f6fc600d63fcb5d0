import { GetQueueAttributesCommand, GetQueueUrlCommand } from "@aws-sdk/client-sqs";
import { DEAD_LETTER_QUEUE, expect, QUEUE, queueArn, scenario } from "#scenario";

const DAY = 86_400;

// docs/contract/config.md 3.
scenario("both queues have their times, and five receives make a dead letter", {}, async ({ world }) => {
  const { sqs } = await world.clients();
  const attributesOf = async (QueueName: string) => {
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
    return (await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }))).Attributes ?? {};
  };
  const queue = await attributesOf(QUEUE);
  expect(queue).toMatchObject({
    VisibilityTimeout: "60",
    MessageRetentionPeriod: String(4 * DAY),
    ReceiveMessageWaitTimeSeconds: "20",
  });
  expect(JSON.parse(queue.RedrivePolicy ?? "{}")).toMatchObject({
    deadLetterTargetArn: queueArn(world.place, DEAD_LETTER_QUEUE),
    maxReceiveCount: 5,
  });
  expect(await attributesOf(DEAD_LETTER_QUEUE)).toMatchObject({
    VisibilityTimeout: "300",
    MessageRetentionPeriod: String(14 * DAY),
  });
});
