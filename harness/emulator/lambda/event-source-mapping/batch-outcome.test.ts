import { expect, test } from "vitest";
import { failedMessages } from "./batch-outcome.ts";

const IDS = ["a", "b"];
const failed = (payload: string) => [...failedMessages(payload, IDS)];

// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html: success and failure conditions
test.each(["", "null", "{}", '{"batchItemFailures":[]}', '{"batchItemFailures":null}'])("%s is success", (payload) => {
  expect(failed(payload)).toEqual([]);
});

test("the named messages failed", () => {
  expect(failed('{"batchItemFailures":[{"itemIdentifier":"b"}]}')).toEqual(["b"]);
});

test.each([
  "not JSON",
  '"text"',
  "[]",
  '{"batchItemFailures":"b"}',
  '{"batchItemFailures":[{"itemIdentifier":""}]}',
  '{"batchItemFailures":[{"itemIdentifier":null}]}',
  '{"batchItemFailures":[{"badKeyName":"b"}]}',
  '{"batchItemFailures":[{"itemIdentifier":"a"},{"itemIdentifier":"c"}]}',
  '{"batchItemFailures":["b"]}',
])("%s fails the whole batch", (payload) => {
  expect(failed(payload)).toEqual(IDS);
});
