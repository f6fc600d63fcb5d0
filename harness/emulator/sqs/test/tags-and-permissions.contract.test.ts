import {
  AddPermissionCommand,
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ListQueueTagsCommand,
  type QueueAttributeName,
  ReceiveMessageCommand,
  RemovePermissionCommand,
  SetQueueAttributesCommand,
  type SQSClient,
  TagQueueCommand,
  UntagQueueCommand,
} from "@aws-sdk/client-sqs";
import { expect, test } from "vitest";
import { withQueue } from "./queue-scene.ts";
import { ACCOUNT } from "./small-cloud.ts";

const ARN = `arn:aws:sqs:us-east-1:${ACCOUNT}:jobs`;
const refused = (promise: Promise<unknown>) => expect(promise).rejects;

async function attribute(client: SQSClient, QueueUrl: string, name: QueueAttributeName): Promise<string | undefined> {
  const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [name] }));
  return Attributes?.[name];
}

test("tags are there from the creation, are added, replaced and taken away", () =>
  withQueue({}, async ({ client, QueueUrl }) => {
    const tags = async (url = QueueUrl) => (await client.send(new ListQueueTagsCommand({ QueueUrl: url }))).Tags;
    expect(await tags()).toBeUndefined();
    const made = await client.send(new CreateQueueCommand({ QueueName: "tagged", tags: { a: "1" } }));
    expect(await tags(made.QueueUrl)).toEqual({ a: "1" });
    await client.send(new TagQueueCommand({ QueueUrl, Tags: { a: "1", b: "" } }));
    await client.send(new TagQueueCommand({ QueueUrl, Tags: { a: "2" } }));
    expect(await tags()).toEqual({ a: "2", b: "" });
    await client.send(new UntagQueueCommand({ QueueUrl, TagKeys: ["a", "never"] }));
    expect(await tags()).toEqual({ b: "" });
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`k${index}`, "v"]));
    await refused(client.send(new TagQueueCommand({ QueueUrl, Tags: many }))).toMatchObject({
      Code: "InvalidParameterValue",
    });
    expect(await tags()).toEqual({ b: "" });
  }));

test("permissions are statements of the queue's policy", () =>
  withQueue({}, async ({ client, QueueUrl }) => {
    const add = (Label: string, Actions: string[], AWSAccountIds = ["111122223333"]) =>
      client.send(new AddPermissionCommand({ QueueUrl, Label, Actions, AWSAccountIds }));
    await add("one", ["SendMessage"]);
    await add("two", ["*"], ["111122223333", "444455556666"]);
    expect(JSON.parse((await attribute(client, QueueUrl, "Policy")) ?? "")).toEqual({
      Version: "2008-10-17",
      Id: `${ARN}/SQSDefaultPolicy`,
      Statement: [
        {
          Sid: "one",
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::111122223333:root" },
          Action: "SQS:SendMessage",
          Resource: ARN,
        },
        {
          Sid: "two",
          Effect: "Allow",
          Principal: { AWS: ["arn:aws:iam::111122223333:root", "arn:aws:iam::444455556666:root"] },
          Action: "SQS:*",
          Resource: ARN,
        },
      ],
    });
    await refused(add("one", ["SendMessage"])).toMatchObject({
      message: "Value one for parameter Label is invalid. Reason: Already exists.",
    });
    await refused(add("three", ["DeleteQueue"])).toMatchObject({
      message:
        "Value DeleteQueue for parameter ActionName is invalid. " +
        "Reason: Only the queue owner is allowed to invoke this action.",
    });
    await refused(add("three", ["Dance"])).toMatchObject({ message: expect.stringContaining("Value SQS:Dance for") });
    const remove = (Label: string) => client.send(new RemovePermissionCommand({ QueueUrl, Label }));
    await remove("one");
    await refused(remove("one")).toMatchObject({
      message: "Value one for parameter Label is invalid. Reason: can't find label on existing policy.",
    });
    await remove("two");
    expect(await attribute(client, QueueUrl, "Policy")).toBeUndefined();
  }));

test("policies are kept as they were sent, and taken away by empty texts", () =>
  withQueue({}, async ({ client, QueueUrl }) => {
    const set = (Attributes: Record<string, string>) =>
      client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
    const Policy = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"sqs:*"}]}';
    await set({ Policy });
    expect(await attribute(client, QueueUrl, "Policy")).toBe(Policy);
    await set({ Policy: "" });
    expect(await attribute(client, QueueUrl, "Policy")).toBeUndefined();
    await refused(set({ Policy: "{" })).toMatchObject({
      name: "InvalidAttributeValue",
      message: "Invalid value for the parameter Policy.",
    });
    const RedriveAllowPolicy = JSON.stringify({ redrivePermission: "byQueue", sourceQueueArns: [`${ARN}-source`] });
    await set({ RedriveAllowPolicy });
    expect(await attribute(client, QueueUrl, "RedriveAllowPolicy")).toBe(RedriveAllowPolicy);
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: ARN, maxReceiveCount: 1 });
    const create = (QueueName: string) =>
      client.send(new CreateQueueCommand({ QueueName, Attributes: { RedrivePolicy } }));
    await create("jobs-source");
    await refused(create("jobs-other")).toMatchObject({ Code: "InvalidParameterValue" });
    await refused(set({ RedriveAllowPolicy: '{"redrivePermission":"byQueue"}' })).toMatchObject({
      name: "InvalidAttributeValue",
    });
  }));

test("one kind of encryption excludes the other", () =>
  withQueue({}, async ({ client, QueueUrl }) => {
    const set = (Attributes: Record<string, string>) =>
      client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
    const encryption = async () => {
      const names: QueueAttributeName[] = ["KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds", "SqsManagedSseEnabled"];
      return (await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: names }))).Attributes;
    };
    expect(await encryption()).toEqual({ SqsManagedSseEnabled: "true" });
    await set({ KmsMasterKeyId: "alias/own" });
    const own = { KmsMasterKeyId: "alias/own", KmsDataKeyReusePeriodSeconds: "300", SqsManagedSseEnabled: "false" };
    expect(await encryption()).toEqual(own);
    await refused(set({ KmsMasterKeyId: "alias/own", SqsManagedSseEnabled: "true" })).toMatchObject({
      name: "InvalidAttributeValue",
      message:
        "You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS SSE.",
    });
    await refused(set({ KmsDataKeyReusePeriodSeconds: "59" })).toMatchObject({ name: "InvalidAttributeValue" });
    await set({ SqsManagedSseEnabled: "true" });
    expect(await encryption()).toEqual({ SqsManagedSseEnabled: "true" });
  }));

test("names of attributes that SQS does not know are refused", () =>
  withQueue({}, async ({ client, QueueUrl }) => {
    const unknown = { name: "InvalidAttributeName", message: "Unknown Attribute Dance." };
    const Dance = "Dance" as QueueAttributeName;
    const set = new SetQueueAttributesCommand({ QueueUrl, Attributes: { [Dance]: "1" } });
    await refused(client.send(set)).toMatchObject(unknown);
    await refused(client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [Dance] }))).toMatchObject(
      unknown,
    );
    const create = new CreateQueueCommand({ QueueName: "q", Attributes: { [Dance]: "1" } });
    await refused(client.send(create)).toMatchObject(unknown);
    await refused(client.send(new ReceiveMessageCommand({ QueueUrl, AttributeNames: [Dance] }))).toMatchObject(unknown);
  }));
