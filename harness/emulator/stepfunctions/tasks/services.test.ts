import { expect, test } from "vitest";
import { AwsError } from "../../gateway/aws-error.ts";
import { answering, FUNCTION_ARN, runMachine } from "../test/run-machine.ts";

const machine = (state: Record<string, unknown>): unknown => ({
  StartAt: "Work",
  States: { Work: { Type: "Task", End: true, ...state } },
});

test("createJob sends the request as written and gives the response as the result", async () => {
  const requests: unknown[] = [];
  const { events, types, last } = await runMachine(
    machine({
      Resource: "arn:aws:states:::aws-sdk:mediaconvert:createJob",
      Parameters: { Role: "role", Settings: { Inputs: [{ "FileInput.$": "$.videoInput" }] } },
    }),
    {
      input: { videoInput: "s3://bucket/28/raw/tour.mp4" },
      integrations: () => ({
        async mediaConvertCreateJob({ request }) {
          requests.push(request);
          return { response: { Job: { Id: "1-a", Status: "SUBMITTED" } } };
        },
      }),
    },
  );
  expect(requests).toEqual([{ Role: "role", Settings: { Inputs: [{ FileInput: "s3://bucket/28/raw/tour.mp4" }] } }]);
  expect(types.slice(2, 5)).toEqual(["TaskScheduled", "TaskStarted", "TaskSucceeded"]);
  expect(events[2]?.details).toMatchObject({
    resourceType: "aws-sdk:mediaconvert",
    resource: "createJob",
    region: "us-east-1",
  });
  expect(last.details?.output).toBe('{"Job":{"Id":"1-a","Status":"SUBMITTED"}}');
});

test("a refusal of an SDK integration is worded with commas (form recorded on DynamoDB and S3)", async () => {
  const { last } = await runMachine(
    machine({ Resource: "arn:aws:states:::aws-sdk:mediaconvert:createJob", Parameters: { Role: "", Settings: {} } }),
    {
      integrations: () => ({
        mediaConvertCreateJob: () =>
          Promise.reject(new AwsError("BadRequestException", "/role: is missing", { fields: { requestId: "r-1" } })),
      }),
    },
  );
  expect(last.details).toEqual({
    error: "MediaConvert.BadRequestException",
    cause: "/role: is missing (Service: MediaConvert, Status Code: 400, Request ID: r-1) (SDK Attempt Count: 1)",
  });
});

test("a throttled function fails with Lambda.TooManyRequestsException, a broken connection with SdkClientException", async () => {
  const failWith = async (error: Error): Promise<unknown> =>
    (
      await runMachine(machine({ Resource: FUNCTION_ARN }), {
        integrations: () => ({ invokeLambda: () => Promise.reject(error) }),
      })
    ).last.details;
  expect(await failWith(new AwsError("TooManyRequestsException", "Rate Exceeded.", { status: 429 }))).toMatchObject({
    error: "Lambda.TooManyRequestsException",
  });
  expect(await failWith(Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" }))).toEqual({
    error: "Lambda.SdkClientException",
    cause: "Unable to execute HTTP request: read ECONNRESET",
  });
});

test("a function's answer keeps its numbers and its keys as written", async () => {
  const { last } = await runMachine(machine({ Resource: FUNCTION_ARN, ResultPath: "$.result" }), {
    input: { id: 7 },
    integrations: () => ({ invokeLambda: answering('{"2":0.0,"1":12345678901234567890}') }),
  });
  expect(last.details?.output).toBe('{"id":7,"result":{"2":0.0,"1":12345678901234567890}}');
});

test("an error payload without errorType is Lambda.Unknown", async () => {
  const { last } = await runMachine(machine({ Resource: FUNCTION_ARN }), {
    integrations: () => ({
      invokeLambda: () =>
        Promise.resolve({ payload: '{"errorMessage":"gone"}', functionError: "Unhandled", requestId: "r" }),
    }),
  });
  expect(last.details).toMatchObject({
    error: "Lambda.Unknown",
    cause: expect.stringContaining('Returned payload: {"errorMessage":"gone"}'),
  });
});
