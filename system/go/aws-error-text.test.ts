import { NotFound, S3ServiceException } from "@aws-sdk/client-s3";
import { SFNServiceException, StateMachineDoesNotExist } from "@aws-sdk/client-sfn";
import { SQSServiceException } from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";
import { awsErrorText } from "./aws-error-text.ts";

const client = { $fault: "client" } as const;
const server = { $fault: "server" } as const;

/** Texts of the recordings process-objects-missing, process-head-forbidden, process-sqs-failure, complete-start-*. */
test("a modelled error prints its name", () => {
  const missing = new NotFound({ message: "UnknownError", $metadata: { httpStatusCode: 404 } });
  expect(awsErrorText("S3", "HeadObject", missing)).toBe(
    "operation error S3: HeadObject, https response error StatusCode: 404, RequestID: , HostID: , NotFound: ",
  );
  const machine = new StateMachineDoesNotExist({ message: "err", $metadata: { httpStatusCode: 400 } });
  expect(awsErrorText("SFN", "StartExecution", machine)).toBe(
    "operation error SFN: StartExecution, https response error StatusCode: 400, RequestID: , StateMachineDoesNotExist: err",
  );
});

test("an error without a body takes code and message from the status", () => {
  const metadata = { httpStatusCode: 403, requestId: "R", extendedRequestId: "H" };
  const refused = new S3ServiceException({ ...client, name: "403", message: "UnknownError", $metadata: metadata });
  expect(awsErrorText("S3", "HeadObject", refused)).toBe(
    "operation error S3: HeadObject, https response error StatusCode: 403, RequestID: R, HostID: H, api error Forbidden: Forbidden",
  );
});

test("an error that the service does not model is an api error", () => {
  const denied = new SFNServiceException({
    ...client,
    name: "AccessDeniedException",
    message: "no",
    $metadata: { httpStatusCode: 400 },
  });
  expect(awsErrorText("SFN", "StartExecution", denied)).toBe(
    "operation error SFN: StartExecution, https response error StatusCode: 400, RequestID: , api error AccessDeniedException: no",
  );
});

test("attempts are counted when there was more than one", () => {
  const broken = new SQSServiceException({
    ...server,
    name: "InternalError",
    message: "boom",
    $metadata: { httpStatusCode: 500, attempts: 3 },
  });
  expect(awsErrorText("SQS", "SendMessage", broken)).toBe(
    "operation error SQS: SendMessage, exceeded maximum number of attempts, 3, https response error StatusCode: 500, RequestID: , api error InternalError: boom",
  );
});

test("a request that never got an answer has status 0", () => {
  expect(awsErrorText("SQS", "SendMessage", new Error("connect ECONNREFUSED"))).toBe(
    "operation error SQS: SendMessage, https response error StatusCode: 0, RequestID: , request send failed, connect ECONNREFUSED",
  );
});

test("an error that only the SDK for JavaScript models is an api error (recording thumb-get-denied)", () => {
  const denied = Object.assign(new Error("Access Denied"), {
    name: "AccessDenied",
    $metadata: { httpStatusCode: 403 },
  });
  expect(awsErrorText("S3", "GetObject", denied)).toBe(
    "operation error S3: GetObject, https response error StatusCode: 403, RequestID: , HostID: , api error AccessDenied: Access Denied",
  );
});

test("of an answer of S3 only its own header tells the request (recording process-objects-missing)", () => {
  const answered = (headers: Record<string, string>, document: object = {}) =>
    Object.assign(new Error("no"), {
      name: "AccessDenied",
      $metadata: { httpStatusCode: 403, requestId: "of another service" },
      $response: { headers },
      ...document,
    });
  const ids = (error: Error) =>
    /RequestID: (.*?), HostID: (.*?),/.exec(awsErrorText("S3", "GetObject", error))?.slice(1);
  expect(ids(answered({ "x-amzn-requestid": "N" }))).toEqual(["", ""]);
  expect(ids(answered({ "x-amz-request-id": "R" }))).toEqual(["R", ""]);
  expect(ids(answered({}, { RequestId: "D", HostId: "H" }))).toEqual(["D", "H"]);
});
