import { expect, test } from "vitest";
import { readPublishedModel } from "./published-model.ts";
import { refuseUnpublishedAnswer } from "./refuse-unpublished-answer.ts";

const MODEL = readPublishedModel("stepfunctions");
const error = (code: string, more: object = {}) => ({
  status: 400,
  body: { __type: `com.amazonaws.swf.service.v2.model#${code}`, message: "No.", ...more },
});

test.each([
  [
    "StartExecution",
    { status: 200, body: { executionArn: "arn:aws:states:us-east-1:1:execution:a:b", startDate: 1.5 } },
  ],
  ["StartExecution", error("InvalidExecutionInput")],
  ["StartExecution", error("SerializationException")],
  ["ListExecutions", { status: 200, body: { executions: [], nextToken: "next" } }],
])("%s may answer %j", (operation, answer) => {
  expect(() => refuseUnpublishedAnswer(MODEL, operation, answer)).not.toThrow();
});

test.each([
  ["StartExecution", { status: 200, body: { startDate: 1 } }, ".executionArn is required"],
  [
    "StartExecution",
    { status: 200, body: { executionArn: "", startDate: "x" } },
    ".executionArn is 0 characters, less than 1",
  ],
  [
    "StartExecution",
    { status: 200, body: { executionArn: "a", startDate: "x" } },
    ".startDate is no number of seconds",
  ],
  ["StartExecution", { status: 200, body: { executionArn: "a", startDate: 1, x: 1 } }, ".x is not in the model"],
  ["StartExecution", error("InvalidDefinition"), "the error 'InvalidDefinition' is none of the operation's"],
  ["StartExecution", error("InvalidArn", { x: 1 }), ".x is not in the model"],
  ["ListExecutions", { status: 200, body: { executions: [{}] } }, ".executions[0].executionArn is required"],
  ["ListExecutions", { status: 200, body: { executions: {} } }, ".executions is no array"],
  ["DescribeStateMachine", { status: 200, body: { status: "GONE" } }, ".status is 'GONE', none of [ACTIVE, DELETING]"],
  ["Dance", { status: 200, body: {} }, "there is no such operation"],
])("%s may not answer %j", (operation, answer, sentence) => {
  expect(() => refuseUnpublishedAnswer(MODEL, operation, answer)).toThrow(sentence);
});
