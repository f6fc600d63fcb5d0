import { expect, test } from "vitest";
import { describeInfrastructure, functionArn, queueArn, ROLES, stateMachineArn, VIDEO_ROLE } from "./infrastructure.ts";
import { type RevisionName, System } from "./revisions.ts";

const AT = { accountId: "123456789012", region: "us-east-1" };
const QUEUE_ARN = "arn:aws:sqs:us-east-1:123456789012:listing-media-processing-staging";
const machine = (kind: string) => `arn:aws:states:us-east-1:123456789012:stateMachine:listing-media-${kind}-sm-staging`;

function described(revision: RevisionName) {
  return describeInfrastructure(new System(revision), {
    ...AT,
    callbackUrl: "http://server/callback",
    callbackSecret: "s",
  });
}

test("names become ARNs of their account and region", () => {
  expect(stateMachineArn(AT, "m")).toBe("arn:aws:states:us-east-1:123456789012:stateMachine:m");
  expect(functionArn(AT, "f")).toBe("arn:aws:lambda:us-east-1:123456789012:function:f");
  expect(queueArn(AT, "q")).toBe("arn:aws:sqs:us-east-1:123456789012:q");
});

// docs/contract/config.md 3, IAM; D3.
test.each<[RevisionName, readonly string[]]>([
  ["incident", [machine("processing")]],
  ["fixed", [machine("processing"), machine("finalization")]],
])("%s: each role may do what its part must, and no more", (revision, started) => {
  const objects = ["arn:aws:s3:::toq-listing-medias/*"];
  expect(described(revision).policies).toEqual({
    [ROLES.backend]: [
      { actions: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], resources: objects },
      { actions: ["sqs:SendMessage"], resources: [QUEUE_ARN] },
      { actions: ["states:StartExecution"], resources: started },
    ],
    [ROLES.functions]: [
      { actions: ["s3:GetObject", "s3:PutObject"], resources: objects },
      { actions: ["states:StartExecution"], resources: [machine("processing")] },
      { actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], resources: [QUEUE_ARN] },
    ],
    [ROLES.machines]: [
      { actions: ["lambda:InvokeFunction"], resources: ["arn:aws:lambda:us-east-1:123456789012:function:*"] },
      { actions: ["mediaconvert:CreateJob", "mediaconvert:GetJob", "mediaconvert:CancelJob"], resources: ["*"] },
    ],
    [VIDEO_ROLE]: [{ actions: ["s3:GetObject", "s3:PutObject"], resources: objects }],
  });
});

test.each<[RevisionName, number, readonly string[]]>([
  ["incident", 6, ["processing"]],
  ["fixed", 6, ["processing", "finalization"]],
])("%s: what is deployed", (revision, functions, machines) => {
  const infrastructure = described(revision);
  expect(infrastructure.functions).toHaveLength(functions);
  expect(infrastructure.stateMachines.map(({ definition }) => definition)).toEqual(machines);
});
