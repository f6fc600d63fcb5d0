import { z } from "zod";
import { forward } from "./forward.ts";

const message = z.object({ Body: z.string() });
const answer = z.object({
  ReceiveMessageResponse: z.object({
    ReceiveMessageResult: z.object({ Message: z.union([message, z.array(message)]).optional() }).nullish(),
  }),
});

/**
 * Bodies of all messages of a queue, visible or not, without receiving them: LocalStack's own endpoint for developers.
 * https://docs.localstack.cloud/aws/services/sqs/#accessing-queues-from-the-developer-endpoint
 */
export async function queuedMessages(endpoint: URL, queueUrl: string): Promise<readonly string[]> {
  const query = new URLSearchParams({ QueueUrl: queueUrl, ShowInvisible: "true", ShowDelayed: "true" });
  const { status, body } = await forward(endpoint, {
    method: "GET",
    path: `/_aws/sqs/messages?${query}`,
    headers: { host: endpoint.host, accept: "application/json" },
    body: Buffer.alloc(0),
  });
  if (status !== 200) throw new Error(`LocalStack does not show the messages of ${queueUrl}: ${status} ${body}`);
  const { Message = [] } =
    answer.parse(JSON.parse(body.toString("utf8"))).ReceiveMessageResponse.ReceiveMessageResult ?? {};
  return [Message].flat().map(({ Body }) => Body);
}
