import { expect, test } from "vitest";
import { publishedMembers } from "./published-members.ts";

test.each([
  ["s3", "PutObject", { ETag: '"e"', ContentLength: 0 }, { ETag: '"e"' }],
  ["s3", "DeleteObjects", { Deleted: [{ Key: "k", Other: 1 }] }, { Deleted: [{ Key: "k" }] }],
  ["sqs", "DeleteMessage", { Any: 1 }, {}],
  ["sqs", "GetQueueAttributes", { Attributes: { free: "key" } }, { Attributes: { free: "key" } }],
  ["states", "CreateActivity", { ActivityArn: "a", more: 1 }, { ActivityArn: "a" }],
] as const)("%s:%s hands on what the model has", (service, operation, response, expected) => {
  expect(publishedMembers(service, operation, response)).toEqual(expected);
});
