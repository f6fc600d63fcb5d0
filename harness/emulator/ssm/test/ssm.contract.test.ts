import { expect, test } from "vitest";
import { SSM } from "../../lazy-rooms/foretold-services.ts";
import { inJsonCloud, type JsonCloud } from "../../lazy-rooms/test/json-cloud.ts";
import { createSsm } from "../index.ts";

const inSsm = (scene: (at: JsonCloud) => Promise<void>) => () => inJsonCloud(SSM, createSsm, scene);
const text = { Type: "String", Value: "one" };

test(
  "a parameter is put, read by name, version, label and ARN, and deleted",
  inSsm(async ({ call, cloud }) => {
    expect(await call("PutParameter", { Name: "/app/db/host", ...text })).toEqual({ Version: 1, Tier: "Standard" });
    await expect(call("PutParameter", { Name: "/app/db/host", ...text })).rejects.toMatchObject({
      name: "ParameterAlreadyExists",
    });
    await call("PutParameter", { Name: "/app/db/host", Value: "two", Overwrite: true });
    const newest = {
      Name: "/app/db/host",
      Type: "String",
      Value: "two",
      Version: 2,
      LastModifiedDate: cloud.clock.now() / 1000,
      ARN: "arn:aws:ssm:us-east-1:123456789012:parameter/app/db/host",
      DataType: "text",
    };
    expect(await call("GetParameter", { Name: "/app/db/host" })).toEqual({ Parameter: newest });
    expect(await call("GetParameter", { Name: newest.ARN })).toEqual({ Parameter: newest });
    await call("LabelParameterVersion", { Name: "/app/db/host", ParameterVersion: 1, Labels: ["live", "aws-no"] });
    for (const selector of ["1", "live"]) {
      expect(await call("GetParameter", { Name: `/app/db/host:${selector}` })).toMatchObject({
        Parameter: { Value: "one", Selector: `:${selector}` },
      });
    }
    await expect(call("GetParameter", { Name: "/app/db/host:9" })).rejects.toMatchObject({
      name: "ParameterVersionNotFound",
    });
    await call("DeleteParameter", { Name: "/app/db/host" });
    await expect(call("GetParameter", { Name: "/app/db/host" })).rejects.toMatchObject({ name: "ParameterNotFound" });
  }),
);

test(
  "a secure string shows its value to who asks for it",
  inSsm(async ({ call }) => {
    await call("PutParameter", { Name: "key", Type: "SecureString", Value: "hush" });
    expect(JSON.stringify(await call("GetParameter", { Name: "key" }))).not.toContain("hush");
    const open = await call("GetParameters", { Names: ["key", "none"], WithDecryption: true });
    expect(open).toMatchObject({ Parameters: [{ Value: "hush" }], InvalidParameters: ["none"] });
    expect(await call("DescribeParameters")).toMatchObject({ Parameters: [{ KeyId: "alias/aws/ssm" }] });
  }),
);

test(
  "parameters below a path come in pages, recursively or not",
  inSsm(async ({ call }) => {
    for (const Name of ["/a/1", "/a/2", "/a/b/3", "/ab/4"]) await call("PutParameter", { Name, ...text });
    const names = (answer: Readonly<Record<string, unknown>>) =>
      (answer.Parameters as { Name: string }[]).map(({ Name }) => Name);
    expect(names(await call("GetParametersByPath", { Path: "/a" }))).toEqual(["/a/1", "/a/2"]);
    const first = await call("GetParametersByPath", { Path: "/a/", Recursive: true, MaxResults: 2 });
    const NextToken = first.NextToken;
    const rest = await call("GetParametersByPath", { Path: "/a/", Recursive: true, MaxResults: 2, NextToken });
    expect([names(first), names(rest), rest.NextToken]).toEqual([["/a/1", "/a/2"], ["/a/b/3"], undefined]);
    const ParameterFilters = [{ Key: "Name", Option: "BeginsWith", Values: ["/ab"] }];
    expect(names(await call("DescribeParameters", { ParameterFilters }))).toEqual(["/ab/4"]);
  }),
);

test(
  "tags and history",
  inSsm(async ({ call }) => {
    await call("PutParameter", { Name: "p", ...text, Tags: [{ Key: "team", Value: "media" }] });
    const resource = { ResourceType: "Parameter", ResourceId: "p" };
    await call("AddTagsToResource", { ...resource, Tags: [{ Key: "b", Value: "2" }] });
    await call("RemoveTagsFromResource", { ...resource, TagKeys: ["team"] });
    expect(await call("ListTagsForResource", resource)).toEqual({ TagList: [{ Key: "b", Value: "2" }] });
    await call("PutParameter", { Name: "p", Value: "two", Overwrite: true });
    expect(await call("GetParameterHistory", { Name: "p" })).toMatchObject({
      Parameters: [
        { Version: 1, Value: "one" },
        { Version: 2, Value: "two" },
      ],
    });
  }),
);

test.each([
  ["A parameter type is required when you create a parameter.", { Name: "p", Value: "x" }],
  ["can't be prefixed with", { Name: "aws-p", ...text }],
  ["fully qualified", { Name: "a/b", ...text }],
  [
    "Standard tier parameters support a maximum parameter value of 4096",
    { Name: "p", ...text, Value: "x".repeat(4097) },
  ],
  ["cannot be validated against allowedPattern: \\d+", { Name: "p", ...text, AllowedPattern: "\\d+" }],
  ["Member must satisfy enum value set: [String, StringList, SecureString]", { Name: "p", ...text, Type: "Number" }],
  ["Value at 'value' failed to satisfy constraint: Member must not be null", { Name: "p", Type: "String" }],
  ["Member must have length greater than or equal to 1", { Name: "p", ...text, Value: "" }],
  ["The following data type is not supported: TEXT", { Name: "p", ...text, DataType: "TEXT" }],
  ["can't nest another parameter", { Name: "p", ...text, Value: "{{ssm:q}}" }],
  ["The parameter Policies of PutParameter is not emulated.", { Name: "p", ...text, Policies: "[]" }],
])("PutParameter refuses what is wrong: %s", (sentence, input) =>
  inSsm(({ call }) => expect(call("PutParameter", input)).rejects.toThrow(sentence))(),
);

test(
  "what Systems Manager has besides is refused by name",
  inSsm(async ({ call }) => {
    await expect(call("SendCommand")).rejects.toMatchObject({
      status: 501,
      message: "ssm:SendCommand is not emulated.",
    });
    await expect(call("Dance")).rejects.toMatchObject({ name: "UnknownOperationException" });
  }),
);

test(
  "a parameter's type stays, and filters have the options that they have",
  inSsm(async ({ call }) => {
    await call("PutParameter", { Name: "/a/p", ...text });
    await expect(
      call("PutParameter", { Name: "/a/p", ...text, Type: "SecureString", Overwrite: true }),
    ).rejects.toMatchObject({ name: "HierarchyTypeMismatchException" });
    const path = { Key: "Path", Option: "Equals", Values: ["/a"] };
    await expect(call("DescribeParameters", { ParameterFilters: [path] })).rejects.toMatchObject({
      name: "InvalidFilterOption",
    });
    const byName = { Path: "/a", ParameterFilters: [{ Key: "Name", Values: ["p"] }] };
    await expect(call("GetParametersByPath", byName)).rejects.toMatchObject({ name: "InvalidFilterKey" });
  }),
);
