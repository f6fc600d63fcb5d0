import { GetQueueUrlCommand, SendMessageBatchCommand } from "@aws-sdk/client-sqs";
import { DEAD_LETTER_QUEUE, expect, QUEUE, scenario } from "#scenario";

scenario(
  "a message that nobody can read becomes a dead letter, and one that comes twice starts one execution",
  { needs: ["virtual-time"] },
  async ({ world, photographer, uploads }) => {
    await photographer.upload(28, uploads.slice(0, 1));
    await photographer.process(28);
    await world.settle();
    const [execution] = await world.executions();
    const again = JSON.stringify({ ...JSON.parse(execution?.input ?? "{}"), retry: 0 });

    const { sqs } = await world.clients();
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: QUEUE }));
    const Entries = ['{"jobId":', again].map((MessageBody, index) => ({ Id: String(index), MessageBody }));
    await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    await world.settle();

    expect(await world.messages(DEAD_LETTER_QUEUE)).toEqual(['{"jobId":']);
    expect(await world.executions()).toHaveLength(1);
    expect(execution?.name).toBe("process-28-20");
  },
);
