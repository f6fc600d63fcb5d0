import { httpResponse } from "../../../network/http.ts";
import { alterJsonRequests, replaceOperations } from "./alterations.ts";
import type { PlantedBug } from "./planted-bug.ts";

export const SQS_BUGS: readonly PlantedBug[] = [
  {
    id: "no-dead-letter-queue",
    title: "a queue's redrive policy is lost, so that messages come back for ever",
    shownBy: "queues: the dead-letter queue's messages; findings: receives after maxReceiveCount",
    plant: ({ sqs }) => {
      const create = sqs.createQueue.bind(sqs);
      sqs.createQueue = (name, attributes) => create(name, attributes && withoutRedrive(attributes));
      alterJsonRequests(sqs, ["CreateQueue", "SetQueueAttributes"], (input) => {
        const { Attributes } = input;
        const some = typeof Attributes === "object" && Attributes !== null;
        return some ? { ...input, Attributes: withoutRedrive(Attributes as Readonly<Record<string, string>>) } : input;
      });
    },
  },
  {
    id: "visibility-change-lost",
    title: "ChangeMessageVisibility is answered and has no effect",
    shownBy: "findings: what is received right after the visibility timeout was set to 0",
    plant: ({ sqs }) =>
      replaceOperations(sqs, ["ChangeMessageVisibility"], async () =>
        httpResponse(200, { "content-type": "application/x-amz-json-1.0" }, "{}"),
      ),
  },
  {
    id: "message-attribute-lost",
    title: "SendMessage keeps one message attribute too few",
    shownBy: "findings: MessageAttributes of the received message, MD5OfMessageAttributes of the sent one",
    plant: ({ sqs }) =>
      alterJsonRequests(sqs, ["SendMessage"], (input) => {
        const attributes = Object.entries(input.MessageAttributes ?? {}).slice(1);
        return { ...input, MessageAttributes: Object.fromEntries(attributes) };
      }),
  },
];

function withoutRedrive(attributes: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { RedrivePolicy: _, ...others } = attributes;
  return others;
}
