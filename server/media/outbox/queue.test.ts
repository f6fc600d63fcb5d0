import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { System } from "../../../system/revisions.ts";
import { Logger } from "../../logging/logger.ts";
import type { MediaDependencies } from "../dependencies.ts";
import { sendProcessingMessage } from "./queue.ts";

const BODY = '{"jobId":7}';
const MD5 = createHash("md5").update(BODY).digest("hex");

async function send(answer: { MessageId?: string; MD5OfMessageBody?: string }) {
  const lines: (readonly [string, Record<string, unknown>])[] = [];
  const log = new Logger(({ message, fields }) => lines.push([message, Object.fromEntries(fields)]));
  const media = {
    system: new System("current"),
    configuration: { queue: { url: "q" } },
    aws: { sqs: { send: async () => answer } },
  } as unknown as MediaDependencies;
  const message = { jobId: 7, listingIdentityId: 28, body: BODY, traceparent: "" };
  const failure = await sendProcessingMessage(media, log, message).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : error),
  );
  return { failure, lines };
}

/** start-conditions: the queue answers without MD5OfMessageBody, and with a wrong one. */
test("an answer of the queue without a checksum is accepted, one with a wrong checksum fails the call", async () => {
  const sent = ["adapter.sqs.media.send_success", { queue: "q", listing_identity_id: 28, message_id: "m" }];
  expect(await send({ MessageId: "m" })).toEqual({ failure: undefined, lines: [sent] });
  expect(await send({ MessageId: "m", MD5OfMessageBody: MD5 })).toEqual({ failure: undefined, lines: [sent] });
  const error = `operation error SQS: SendMessage, message checksum validation failed, message m has invalid checksum, expected MD5 checksum ${"0".repeat(32)}, got ${MD5}`;
  expect(await send({ MessageId: "m", MD5OfMessageBody: "0".repeat(32) })).toEqual({
    failure: "failed to publish job",
    lines: [["adapter.sqs.media.send_failed", { queue: "q", listing_identity_id: 28, error }]],
  });
});
