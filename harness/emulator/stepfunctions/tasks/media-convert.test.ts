import { expect, test } from "vitest";
import { AwsError } from "../../gateway/aws-error.ts";
import { runMachine } from "../test/run-machine.ts";

const JOB = { Id: "1-a", Status: "SUBMITTED" };

const machine = (state: Record<string, unknown> = {}): unknown => ({
  StartAt: "Convert",
  States: {
    Convert: {
      Type: "Task",
      Resource: "arn:aws:states:::mediaconvert:createJob.sync",
      Parameters: { Role: "role" },
      End: true,
      ...state,
    },
  },
});

test("createJob.sync ends with the job, minutes later, and its result is the job", async () => {
  const { events, types, last, seconds } = await runMachine(machine(), {
    integrations: (clock) => ({
      mediaConvertCreateJob: async () => ({ response: { Job: JOB } }),
      async mediaConvertJobEnded(jobId) {
        await clock.sleep(600_000, `job ${jobId}`);
        return { status: "COMPLETE", response: { Job: { ...JOB, Status: "COMPLETE" } } };
      },
    }),
  });
  expect(types.slice(2, 6)).toEqual(["TaskScheduled", "TaskStarted", "TaskSubmitted", "TaskSucceeded"]);
  expect(events[4]?.details).toEqual({
    resourceType: "mediaconvert",
    resource: "createJob.sync",
    output: '{"Job":{"Id":"1-a","Status":"SUBMITTED"}}',
    outputDetails: { truncated: false },
  });
  expect([seconds, last.details?.output]).toEqual([600, '{"Job":{"Id":"1-a","Status":"COMPLETE"}}']);
});

test("a job that fails is States.TaskFailed, and the cause is the job", async () => {
  const failed = { ...JOB, Status: "ERROR", ErrorCode: 1404, ErrorMessage: "HeadObject failed" };
  const { last } = await runMachine(machine(), {
    integrations: () => ({
      mediaConvertCreateJob: async () => ({ response: { Job: JOB } }),
      mediaConvertJobEnded: async () => ({ status: "ERROR", response: { Job: failed } }),
    }),
  });
  expect(last.details).toEqual({ error: "States.TaskFailed", cause: JSON.stringify(failed) });
});

test.each<[string, Record<string, unknown>, boolean]>([
  ["times out", { TimeoutSeconds: 60 }, false],
  ["is stopped", {}, true],
])("a Task that %s cancels its job", async (_what, state, stopped) => {
  const abandoned: unknown[] = [];
  const { last } = await runMachine(machine(state), {
    integrations: (clock) => ({
      mediaConvertCreateJob: async () => ({ response: { Job: JOB } }),
      async mediaConvertJobEnded() {
        await clock.sleep(600_000, "the job");
        return { status: "CANCELED", response: { Job: { ...JOB, Status: "CANCELED" } } };
      },
      mediaConvertAbandonJob: (jobId) => void abandoned.push([jobId, clock.elapsedMs]),
    }),
    async during(clock, call, executionArn) {
      if (!stopped) return;
      await clock.sleep(30_000, "a while");
      await call("StopExecution", { executionArn });
    },
  });
  expect(abandoned).toEqual([["1-a", stopped ? 30_000 : 60_000]]);
  expect(last.type).toBe(stopped ? "ExecutionAborted" : "ExecutionFailed");
});

test("createJob, optimised, does not wait, and a refusal is worded with semicolons", async () => {
  const resource = { Resource: "arn:aws:states:::mediaconvert:createJob" };
  const submitted = await runMachine(machine(resource), {
    integrations: () => ({ mediaConvertCreateJob: async () => ({ response: { Job: JOB } }) }),
  });
  expect(submitted.last.details?.output).toBe('{"Job":{"Id":"1-a","Status":"SUBMITTED"}}');
  const error = new AwsError("BadRequestException", "/: role is a required property");
  const refused = await runMachine(machine(resource), {
    integrations: () => ({ mediaConvertCreateJob: () => Promise.reject(error) }),
  });
  expect(refused.last.details).toEqual({
    error: "MediaConvert.BadRequestException",
    cause:
      "/: role is a required property (Service: AWSMediaConvert; Status Code: 400; Error Code: BadRequestException; " +
      "Request ID: 00000000-0000-0000-0000-000000000000; Proxy: null)",
  });
});
