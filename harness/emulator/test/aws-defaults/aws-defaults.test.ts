import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import * as dynamoDbLimits from "../../dynamodb/limits.ts";
import * as eventsLimits from "../../events/limits.ts";
import * as signatureLimits from "../../gateway/limits.ts";
import * as iamLimits from "../../iam/limits.ts";
import * as kmsLimits from "../../kms/limits.ts";
import * as lambdaLimits from "../../lambda/limits.ts";
import * as logsLimits from "../../logs/limits.ts";
import * as mediaConvertLimits from "../../mediaconvert/limits.ts";
import * as s3Limits from "../../s3/limits.ts";
import * as secretsManagerLimits from "../../secretsmanager/limits.ts";
import * as snsLimits from "../../sns/limits.ts";
import * as sqsLimits from "../../sqs/limits.ts";
import * as ssmLimits from "../../ssm/limits.ts";
import * as jsonataLimits from "../../stepfunctions/jsonata/limits.ts";
import * as stepFunctionsLimits from "../../stepfunctions/limits.ts";
import * as stsLimits from "../../sts/limits.ts";
import type { AwsDefaults } from "./aws-default.ts";
import { DYNAMODB } from "./dynamodb.ts";
import { EVENTS } from "./events.ts";
import { SIGNATURE } from "./gateway.ts";
import { IAM } from "./iam.ts";
import { JSONATA } from "./jsonata.ts";
import { KMS } from "./kms.ts";
import { LAMBDA } from "./lambda.ts";
import { LOGS } from "./logs.ts";
import { MEDIA_CONVERT } from "./mediaconvert.ts";
import { OURS } from "./ours.ts";
import { S3 } from "./s3.ts";
import { SECRETS_MANAGER } from "./secretsmanager.ts";
import { SNS } from "./sns.ts";
import { SQS } from "./sqs.ts";
import { SSM } from "./ssm.ts";
import { STEP_FUNCTIONS } from "./stepfunctions.ts";
import { STS } from "./sts.ts";

/** A room's constants and AWS's numbers. */
const ROOMS: readonly (readonly [room: string, limits: Readonly<Record<string, unknown>>, aws: AwsDefaults])[] = [
  ["gateway", signatureLimits, SIGNATURE],
  ["s3", s3Limits, S3],
  ["sqs", sqsLimits, SQS],
  ["lambda", lambdaLimits, LAMBDA],
  ["logs", logsLimits, LOGS],
  ["mediaconvert", mediaConvertLimits, MEDIA_CONVERT],
  ["stepfunctions", stepFunctionsLimits, STEP_FUNCTIONS],
  ["dynamodb", dynamoDbLimits, DYNAMODB],
  ["events", eventsLimits, EVENTS],
  ["kms", kmsLimits, KMS],
  ["sns", snsLimits, SNS],
  ["ssm", ssmLimits, SSM],
  ["secretsmanager", secretsManagerLimits, SECRETS_MANAGER],
  ["sts", stsLimits, STS],
  ["iam", iamLimits, IAM],
  ["stepfunctions/jsonata", jsonataLimits, JSONATA],
];

/** Numbers by name; those of an object as `NAME.member`. */
function numbersOf(limits: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(limits).flatMap(([name, value]): [string, unknown][] => {
    if (typeof value === "number" || Array.isArray(value)) return [[name, value]];
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).map(([member, inner]) => [`${name}.${member}`, inner]);
  });
  return Object.fromEntries(entries);
}

describe.each(ROOMS)("%s", (room, limits, aws) => {
  test("every number is AWS's", () => {
    const held = Object.entries(numbersOf(limits)).filter(([name]) => OURS[`${room}/limits.ts ${name}`] === undefined);
    expect(Object.fromEntries(held)).toEqual(
      Object.fromEntries(Object.entries(aws).map(([name, [value]]) => [name, value])),
    );
  });

  test("every number has a source", () => {
    for (const [name, [, , source]] of Object.entries(aws)) {
      const known =
        /^https:\/\/(docs\.)?aws\.amazon\.com\/\S+$|^(recorded|measured) on AWS|^quoted by users|refusal|^assumption/;
      expect([name, source]).toEqual([name, expect.stringMatching(known)]);
    }
  });
});

/** The files of the rooms, without tests, by their path below harness/emulator. */
function sources(): [path: string, text: string][] {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  return [
    ...["gateway", "s3", "sqs", "lambda", "logs", "mediaconvert", "stepfunctions", "sts", "iam"],
    ...["lazy-rooms", "dynamodb", "event-pattern", "events", "kms", "sns", "ssm", "secretsmanager"],
  ].flatMap((room) =>
    readdirSync(`${root}${room}`, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts") && !/(^|\/)(test|fixtures)\//.test(path))
      .map((path): [string, string] => [`${room}/${path}`, readFileSync(`${root}${room}/${path}`, "utf8")]),
  );
}

const NAMED = /^(?:export )?const ([A-Z][A-Z0-9_]*) = -?[\d_.]+(?: \* [\d_.]+)*;/gm;
/** A bound that is written as a number: `minimum: 1`, `.max(10)`. */
const BOUND = /(?:\b(?:minimum|maximum|least|most): |(?<!Math)\.(?:min|max|length)\()-?\d+(?!.*not emulated)/g;

const isRoomsLimits = (path: string): boolean => ROOMS.some(([room]) => path === `${room}/limits.ts`);

test("no number of AWS's stands outside limits.ts: the others are ours, and listed with their reason", () => {
  const found = sources().flatMap(([path, text]) =>
    isRoomsLimits(path) ? [] : [...text.matchAll(NAMED)].map(([, name]) => `${path} ${name}`),
  );
  const elsewhere = Object.keys(OURS).filter((name) => !isRoomsLimits(name.split(" ")[0] ?? ""));
  expect(found.sort()).toEqual(elsewhere.sort());
});

test("bounds have names", () => {
  const found = sources()
    // What a file of mocks must look like is ours.
    .filter(([path]) => !isRoomsLimits(path) && !path.startsWith("stepfunctions/mocks/"))
    .flatMap(([path, text]) => [...text.matchAll(BOUND)].map(([bound]) => `${path} ${bound}`));
  expect(found).toEqual([]);
});
