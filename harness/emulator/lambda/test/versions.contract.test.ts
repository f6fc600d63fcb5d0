import {
  AddPermissionCommand,
  CreateAliasCommand,
  DeleteAliasCommand,
  DeleteFunctionCommand,
  GetAliasCommand,
  GetFunctionCommand,
  GetPolicyCommand,
  InvokeCommand,
  type LambdaClient,
  ListAliasesCommand,
  ListFunctionsCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import { expect, test } from "vitest";
import { installWorldGlobals } from "../../../clock/globals.ts";
import { withFunction } from "./deployed-worker.ts";
import { smallPackage } from "./small-package.ts";

installWorldGlobals();

const ARN = "arn:aws:lambda:us-east-1:123456789012:function:worker";
const FunctionName = "worker";
const refused = (promise: Promise<unknown>) => expect(promise).rejects;

/** Answers its own text, the version it runs as and the ARN by which it was invoked. */
const saying = (word: string) => ({
  "handler.py":
    `import os\ndef handler(event, context):\n    return [${JSON.stringify(word)}, ` +
    "os.environ['AWS_LAMBDA_FUNCTION_VERSION'], context.invoked_function_arn]\n",
});

const invoked = async (client: LambdaClient, Qualifier?: string) => {
  const answer = await client.send(new InvokeCommand({ FunctionName, Qualifier }));
  return [answer.ExecutedVersion, JSON.parse(Buffer.from(answer.Payload ?? []).toString("utf8"))];
};

async function update(client: LambdaClient, word: string): Promise<void> {
  await client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: await smallPackage(saying(word)) }));
}

test("a published version keeps its code and configuration", () =>
  withFunction({ files: saying("first") }, async ({ client }) => {
    const publish = (input: object = {}) => client.send(new PublishVersionCommand({ FunctionName, ...input }));
    const one = await publish({ Description: "the first" });
    expect(one).toMatchObject({ Version: "1", FunctionArn: `${ARN}:1`, Description: "the first", State: "Pending" });
    expect(one.LastUpdateStatus).toBeUndefined();
    expect(await publish()).toMatchObject({ Version: "1", State: "Active", LastUpdateStatus: "Successful" });
    await update(client, "second");
    await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Timeout: 9 }));
    expect(await invoked(client)).toEqual(["$LATEST", ["second", "$LATEST", ARN]]);
    expect(await invoked(client, "1")).toEqual(["1", ["first", "1", `${ARN}:1`]]);
    expect((await publish()).Version).toBe("2");
    const { Configuration } = await client.send(new GetFunctionCommand({ FunctionName: `${ARN}:1` }));
    expect(Configuration).toMatchObject({ Version: "1", Timeout: 3, FunctionArn: `${ARN}:1` });
    const { Versions } = await client.send(new ListVersionsByFunctionCommand({ FunctionName }));
    expect(Versions?.map((version) => [version.Version, version.FunctionArn])).toEqual([
      ["$LATEST", `${ARN}:$LATEST`],
      ["1", `${ARN}:1`],
      ["2", `${ARN}:2`],
    ]);
    const { Functions } = await client.send(new ListFunctionsCommand({ FunctionVersion: "ALL" }));
    expect(Functions?.map(({ Version }) => Version)).toEqual(["$LATEST", "1", "2"]);
    await client.send(new DeleteFunctionCommand({ FunctionName, Qualifier: "1" }));
    await refused(invoked(client, "1")).toMatchObject({ message: `Function not found: ${ARN}:1` });
    expect(await invoked(client, "2")).toEqual(["2", ["second", "2", `${ARN}:2`]]);
    await refused(publish({ CodeSha256: "x" })).toMatchObject({
      name: "InvalidParameterValueException",
      message: expect.stringMatching(/^CodeSHA256 \(x\) is different from current CodeSHA256 in \$LATEST \(\S+\)\. /),
    });
    await refused(publish({ RevisionId: "x" })).toMatchObject({ name: "PreconditionFailedException" });

    const configure = (input: object) =>
      client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Timeout: 8, ...input }));
    const revision = async () =>
      (await client.send(new GetFunctionCommand({ FunctionName }))).Configuration?.RevisionId;
    const passing = (await configure({ RevisionId: await revision() })).RevisionId;
    await refused(configure({ RevisionId: passing })).toMatchObject({ name: "PreconditionFailedException" });
    const permission = { FunctionName, StatementId: "s", Action: "lambda:InvokeFunction", Principal: "*" };
    const permit = (RevisionId?: string) => client.send(new AddPermissionCommand({ ...permission, RevisionId }));
    const before = await revision();
    await refused(permit(passing)).toMatchObject({ name: "PreconditionFailedException" });
    await permit(before);
    const after = await revision();
    expect(after).not.toBe(before);
    expect((await client.send(new GetPolicyCommand({ FunctionName }))).RevisionId).toBe(after);
  }));

test("an alias names a version, and may share invocations with another", () =>
  withFunction({ files: saying("first") }, async ({ client }) => {
    await client.send(new PublishVersionCommand({ FunctionName }));
    await update(client, "second");
    await client.send(new PublishVersionCommand({ FunctionName }));
    const create = (input: object) =>
      client.send(new CreateAliasCommand({ FunctionName, Name: "live", FunctionVersion: "1", ...input }));
    const made = await create({ Description: "what is live" });
    expect(made).toMatchObject({ AliasArn: `${ARN}:live`, Name: "live", FunctionVersion: "1" });
    expect(await invoked(client, "live")).toEqual(["1", ["first", "1", `${ARN}:live`]]);
    const { Configuration } = await client.send(new GetFunctionCommand({ FunctionName, Qualifier: "live" }));
    expect(Configuration).toMatchObject({ Version: "1", FunctionArn: `${ARN}:live` });
    await refused(create({})).toMatchObject({
      name: "ResourceConflictException",
      message: `Alias already exists: ${ARN}:live`,
    });
    await refused(create({ Name: "none", FunctionVersion: "9" })).toMatchObject({
      message: `Function not found: ${ARN}:9`,
    });
    await refused(create({ Name: "7" })).toMatchObject({ name: "ValidationException" });

    const RoutingConfig = { AdditionalVersionWeights: { 2: 0.5 } };
    const change = (input: object) => client.send(new UpdateAliasCommand({ FunctionName, Name: "live", ...input }));
    expect(await change({ RoutingConfig })).toMatchObject({ RoutingConfig, Description: "what is live" });
    const versions = new Set<unknown>();
    for (let count = 0; count < 30; count++) versions.add((await invoked(client, "live"))[0]);
    expect([...versions].sort()).toEqual(["1", "2"]);
    await refused(change({ FunctionVersion: "$LATEST" })).toMatchObject({
      message: "$LATEST is not supported for an alias pointing to more than 1 version",
    });
    await refused(change({ RevisionId: made.RevisionId })).toMatchObject({ name: "PreconditionFailedException" });
    await refused(client.send(new DeleteFunctionCommand({ FunctionName, Qualifier: "2" }))).toMatchObject({
      name: "ResourceConflictException",
    });
    await create({ Name: "old" });
    const list = async (FunctionVersion?: string) =>
      (await client.send(new ListAliasesCommand({ FunctionName, FunctionVersion }))).Aliases?.map(({ Name }) => Name);
    expect([await list(), await list("2")]).toEqual([["live", "old"], ["live"]]);
    await client.send(new DeleteAliasCommand({ FunctionName, Name: "live" }));
    await refused(client.send(new GetAliasCommand({ FunctionName, Name: "live" }))).toMatchObject({
      name: "ResourceNotFoundException",
      message: `Alias not found: ${ARN}:live`,
    });
  }));
