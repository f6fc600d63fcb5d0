import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
} from "@aws-sdk/client-sqs";
import { queueArn, scenario, serviceAnswer } from "#scenario";

scenario(
  "SQS: a message that is received twice in vain becomes a dead letter; one that is deleted never comes again",
  { world: { withoutSystem: true } },
  async ({ world, observe }) => {
    const { sqs } = await world.clients();
    const create = async (QueueName: string, Attributes: Record<string, string>): Promise<string> => {
      const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
      return QueueUrl;
    };
    const deadLetters = await create("parity-dlq", {});
    const RedrivePolicy = JSON.stringify({
      deadLetterTargetArn: queueArn(world.place, "parity-dlq"),
      maxReceiveCount: 2,
    });
    const QueueUrl = await create("parity", { VisibilityTimeout: "1", RedrivePolicy });
    const receive = async (from = QueueUrl, waitSeconds = 0) => {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: from,
          MaxNumberOfMessages: 10,
          WaitTimeSeconds: waitSeconds,
          MessageSystemAttributeNames: ["ApproximateReceiveCount"],
          MessageAttributeNames: ["All"],
        }),
      );
      return Messages;
    };
    const seen = (messages: Awaited<ReturnType<typeof receive>>) =>
      messages.map(({ Body, MD5OfBody, MD5OfMessageAttributes, MessageAttributes, Attributes }) => ({
        Body,
        MD5OfBody,
        MD5OfMessageAttributes,
        MessageAttributes,
        received: Attributes?.ApproximateReceiveCount,
      }));

    const MessageAttributes = {
      kind: { DataType: "String", StringValue: "greeting" },
      weight: { DataType: "Number", StringValue: "7.50" },
    };
    const sent = await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "in vain", MessageAttributes }));
    observe("sent", { body: sent.MD5OfMessageBody, attributes: sent.MD5OfMessageAttributes });
    observe("received", seen(await receive()));
    observe("while it is invisible", seen(await receive()));
    const again = await receive(QueueUrl, 3);
    observe("received again", seen(again));
    await sqs.send(
      new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: again[0]?.ReceiptHandle, VisibilityTimeout: 0 }),
    );
    observe("the third time", seen(await receive()));
    observe("dead letters", seen(await receive(deadLetters, 3)));

    const Entries = [
      { Id: "one", MessageBody: "kept" },
      { Id: "two", MessageBody: "kept as well", DelaySeconds: 1 },
    ];
    const batch = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    observe("batch", {
      successful: batch.Successful?.map(({ Id, MD5OfMessageBody }) => ({ Id, MD5OfMessageBody })),
      failed: (batch.Failed ?? []).map(({ Id, Code, SenderFault }) => ({ Id, Code, SenderFault })),
    });
    const [kept] = await receive();
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: kept?.ReceiptHandle }));
    observe("the delayed one", seen(await receive(QueueUrl, 3)));
    await world.advance(2_500);
    observe("what is left", seen(await receive(QueueUrl, 1)));

    const attributes = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }));
    const { VisibilityTimeout, DelaySeconds, MaximumMessageSize, MessageRetentionPeriod } = attributes.Attributes ?? {};
    observe("attributes", { VisibilityTimeout, DelaySeconds, MessageRetentionPeriod, MaximumMessageSize });
    observe(
      "a queue that does not exist",
      await serviceAnswer(sqs.send(new GetQueueUrlCommand({ QueueName: "none" }))),
    );
  },
);
