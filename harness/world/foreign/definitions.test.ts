import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { describeInfrastructure } from "../../../system/infrastructure.ts";
import { System } from "../../../system/revisions.ts";
import { UsageError } from "../../support/usage-error.ts";
import { foreignDefinitions } from "./definitions.ts";

const AT = describeInfrastructure(new System("current"), {
  accountId: "123456789012",
  region: "us-east-1",
  callbackUrl: "http://127.0.0.1/callback",
  callbackSecret: "secret",
});

function read(text: string, name = "machine.asl.json"): unknown {
  const folder = mkdtempSync(join(tmpdir(), "definitions-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, name);
  writeFileSync(file, text);
  return JSON.parse(foreignDefinitions({ processing: file }, AT, { "queue.url": "http://queue" }).processing ?? "");
}

/** As a deployment template has it. */
const named = (name: string): string => `\${${name}}`;

const state = (resource: string, parameters: object = {}) =>
  JSON.stringify({ States: { One: { Type: "Task", Resource: resource, Parameters: parameters, End: true } } });

test.each([
  [
    "of a function",
    "arn:aws:lambda:sa-east-1:058264253741:function:listing-media-zip-staging",
    "arn:aws:lambda:us-east-1:123456789012:function:listing-media-zip-staging",
  ],
  [
    "of a version of one",
    "arn:aws:lambda:sa-east-1:058264253741:function:listing-media-zip-staging:$LATEST",
    "arn:aws:lambda:us-east-1:123456789012:function:listing-media-zip-staging:$LATEST",
  ],
  ["of a role, which has no region", "arn:aws:iam::058264253741:role/x", "arn:aws:iam::123456789012:role/x"],
  [
    "of another partition",
    "arn:aws-us-gov:sqs:us-gov-west-1:058264253741:queue",
    "arn:aws:sqs:us-east-1:123456789012:queue",
  ],
  ["of a service integration", "arn:aws:states:::lambda:invoke", "arn:aws:states:::lambda:invoke"],
  ["of a bucket", "arn:aws:s3:::listing-medias/*", "arn:aws:s3:::listing-medias/*"],
])("account and region are the world's in the ARN %s", (_what, given, expected) => {
  expect(read(state(given))).toMatchObject({ States: { One: { Resource: expected } } });
});

test.each([
  [named("validate_lambda_arn"), "arn:aws:lambda:us-east-1:123456789012:function:listing-media-validate-staging"],
  [
    named("VideoThumbnailsFunctionArn"),
    "arn:aws:lambda:us-east-1:123456789012:function:listing-media-video_thumbnails-staging",
  ],
  [named("callback_function_name"), "listing-media-callback-dispatch-staging"],
  [
    `arn:aws:lambda:${named("aws_region")}:${named("account_id")}:function:listing-media-zip-${named("environment")}`,
    "arn:aws:lambda:us-east-1:123456789012:function:listing-media-zip-staging",
  ],
  [named("queue.url"), "http://queue"],
])("a template's %s has its value", (given, expected) => {
  expect(read(state(given))).toMatchObject({ States: { One: { Resource: expected } } });
});

test("YAML is read by its ending", () => {
  expect(read("States:\n  One: { Type: Succeed }\n", "machine.yaml")).toEqual({ States: { One: { Type: "Succeed" } } });
});

test.each([
  ["an ARN", state("arn:aws:lambda:us-east-1:1:function:listing-media-zipp-staging")],
  ["a parameter", state("arn:aws:states:::lambda:invoke", { FunctionName: "listing-media-zipp-staging" })],
])("a function that is not deployed is named, and the near one, when %s names it", (_what, text) => {
  expect(() => read(text)).toThrow(
    /machine\.asl\.json names the function listing-media-zipp-staging, which is not deployed; there is listing-media-zip-staging\.$/,
  );
});

test.each([
  ["no JSON", "{", /is no JSON: /],
  ["a name that stands for nothing", state(named("whatever")), /Nothing is known for \$\{whatever\}/],
])("a definition with %s is refused in one sentence", (_what, text, sentence) => {
  expect(() => read(text)).toThrow(sentence);
  expect(() => read(text)).toThrow(UsageError);
});
