import { expect, test } from "vitest";
import { type RevisionName, System } from "../../../system/revisions.ts";
import { Logger } from "../../logging/logger.ts";
import type { MediaDependencies } from "../dependencies.ts";
import { startFinalization } from "./workflow.ts";

const REASON =
  "operation error SFN: StartExecution, https response error StatusCode: 400, RequestID: , StateMachineDoesNotExist: err";

/** Recordings complete-start-StateMachineDoesNotExist of both revisions. */
test.each([
  ["incident", REASON],
  ["current", `start finalization workflow: ${REASON}`],
] as const)("a start that fails is told twice; at %s the second time as", async (revision: RevisionName, second) => {
  const errors: unknown[] = [];
  const log = new Logger(({ message, fields }) => errors.push([message, fields[0]]));
  const failure = Object.assign(new Error("err"), {
    name: "StateMachineDoesNotExist",
    $metadata: { httpStatusCode: 400 },
  });
  const media = {
    system: new System(revision),
    configuration: { workflow: { finalizationStateMachineArn: "arn" } },
    aws: { sfn: { send: () => Promise.reject(failure) } },
  } as unknown as MediaDependencies;
  const start = startFinalization(media, log, { jobId: 7, listingIdentityId: 28, input: "{}" });
  await expect(start).rejects.toThrow("failed to start finalization workflow");
  expect(errors).toEqual([
    ["adapter.stepfunctions.start_execution_error", ["err", REASON]],
    ["service.media.complete.start_workflow_error", ["err", second]],
  ]);
});
