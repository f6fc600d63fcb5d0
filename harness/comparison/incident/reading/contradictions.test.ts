import { expect, test } from "vitest";
import { contradictions } from "./contradictions.ts";
import { readLines } from "./read-lines.ts";

const told = (text: string): string[] => {
  const { facts } = readLines({ file: "r", text: text.split("\n") });
  return contradictions(facts).map(({ place: { line }, reason }) => `${line}: ${reason}`);
};

test("two rows for one id, and a job that ends before it begins", () => {
  expect(
    told(`id,provider,status,started_at,completed_at
20,X,RUNNING,2025-12-03 10:00:00,NULL
20,X,FAILED,2025-12-03 10:00:00,2025-12-03 09:00:00`),
  ).toEqual([
    "3: media_processing_jobs row 20 has another status than at r:2; rows of two moments?",
    "3: job 20 is completed (2025-12-03 09:00:00) before it is started (2025-12-03 10:00:00)",
  ]);
});

test("a callback of another job, a log of another job, an execution of another job, another account", () => {
  const arn = (account: string, job: number) =>
    `arn:aws:states:us-east-1:${account}:execution:m:finalization-28-${job}`;
  expect(
    told(`${JSON.stringify({
      id: 20,
      listing_identity_id: 28,
      provider: "X",
      external_id: arn("111111111111", 19),
      callback_body: '{"jobId":18,"listingIdentityId":29}',
    })}
{"level":"INFO","msg":"x","job_id":77}
${JSON.stringify({ executions: [{ executionArn: arn("222222222222", 20), status: "FAILED" }] })}`),
  ).toEqual([
    "1: job 20 holds a callback of job 18",
    "1: job 20 of listing 28 holds a callback of listing 29",
    "1: job 20 has the execution of job 19",
    "2: a fact of job 77, of which there is no row",
    "3: another account or region (222222222222 in us-east-1) than at r:1 (111111111111 in us-east-1)",
  ]);
});
