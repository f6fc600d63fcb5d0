import { expect, test } from "vitest";
import { fuzz } from "./fuzz.ts";
import { makeRequest } from "./make-request.ts";

test("2,000 requests end nothing, are no mistakes of ours, and mostly reach an operation", async () => {
  const { reached, requests, mistakes, complaints, exitStatus, byService } = await fuzz(28, 2000, () => {});
  expect({ mistakes, complaints, exitStatus }).toEqual({ mistakes: [], complaints: [], exitStatus: undefined });
  expect(reached / requests).toBeGreaterThanOrEqual(0.6);
  expect([...byService.keys()].sort()).toEqual([
    ...["broken HTTP", "dynamodb", "events", "kms", "lambda", "logs", "mediaconvert"],
    ...["s3", "secretsmanager", "sns", "sqs", "ssm", "states"],
  ]);
}, 60_000);

test("a request is the same for the same seed and number", () => {
  for (let number = 1; number < 200; number++) expect(makeRequest(7, number, 0)).toEqual(makeRequest(7, number, 0));
  expect(makeRequest(7, 1, 0)).not.toEqual(makeRequest(8, 1, 0));
});
