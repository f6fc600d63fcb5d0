import { expect, test } from "vitest";
import { storedMessage } from "../../sqs/message.ts";
import recorded from "./fixtures/validate-input.json" with { type: "json" };
import { sqsEvent } from "./sqs-event.ts";

test("the event that the validate Lambda was recorded with (golden, ir-incident step 7) is built from its message", () => {
  const [record] = recorded.Records;
  if (!record) throw new Error("The recording holds no record.");
  const message = storedMessage(
    {
      body: record.body,
      senderId: record.attributes.SenderId,
      attributes: Object.fromEntries(
        Object.entries(record.messageAttributes).map(([name, { stringValue, dataType }]) => [
          name,
          { StringValue: stringValue, DataType: dataType },
        ]),
      ),
    },
    { messageId: record.messageId, now: Number(record.attributes.SentTimestamp), visibleAt: 0, cause: 0 },
  );
  message.firstReceivedAt = Number(record.attributes.ApproximateFirstReceiveTimestamp);
  const built = JSON.parse(
    sqsEvent([{ message, receiptHandle: record.receiptHandle, receiveCount: 1 }], record.eventSourceARN),
  ) as { Records: Record<string, unknown>[] };
  // The recording's driver left the sum out; AWS gives it for messages with attributes.
  const md5OfMessageAttributes = expect.stringMatching(/^[0-9a-f]{32}$/);
  expect(built).toEqual({ Records: [{ ...record, md5OfMessageAttributes }] });
});
