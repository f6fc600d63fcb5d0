import {
  InvokeAsyncCommand,
  InvokeWithResponseStreamCommand,
  type InvokeWithResponseStreamCommandOutput,
  LambdaClient,
} from "@aws-sdk/client-lambda";
import { expect, test } from "vitest";
import { installWorldGlobals } from "../../../clock/globals.ts";
import { lambdaCloud } from "./lambda-cloud.ts";

installWorldGlobals();

/** What a stream told: the text of its chunks, and its end. */
async function told({ EventStream }: InvokeWithResponseStreamCommandOutput) {
  const chunks: string[] = [];
  let end: unknown;
  for await (const event of EventStream ?? []) {
    if (event.PayloadChunk?.Payload) chunks.push(Buffer.from(event.PayloadChunk.Payload).toString("utf8"));
    if (event.InvokeComplete) end = event.InvokeComplete;
  }
  return { chunks, end };
}

test("the answer of a function as a stream of events, and its failure in the last of them", async () => {
  const cloud = lambdaCloud();
  cloud.register(async (payload) => {
    if (payload === "{}") return '"häppy"';
    throw Object.assign(new Error("no such job"), { errorType: "errorString" });
  });
  await cloud.clock.drive(async () => {
    const client = new LambdaClient(cloud.client());
    const at = { FunctionName: "worker" };
    const happy = await client.send(new InvokeWithResponseStreamCommand({ ...at, LogType: "Tail" }));
    expect(happy).toMatchObject({ StatusCode: 200, ExecutedVersion: "$LATEST" });
    expect(await told(happy)).toEqual({ chunks: ['"häppy"'], end: { LogResult: expect.any(String) } });
    const failed = await client.send(new InvokeWithResponseStreamCommand({ ...at, Payload: "[]" }));
    const end = { ErrorCode: "errorString", ErrorDetails: "no such job" };
    expect(await told(failed)).toEqual({ chunks: [], end });
    const dry = await client.send(new InvokeWithResponseStreamCommand({ ...at, InvocationType: "DryRun" }));
    expect(dry.StatusCode).toBe(204);
  });
});

test("InvokeAsync accepts an event, as Invoke has done since", async () => {
  const cloud = lambdaCloud();
  const seen: string[] = [];
  cloud.register(async (payload) => {
    seen.push(payload);
    return "{}";
  });
  await cloud.clock.drive(async () => {
    const client = new LambdaClient(cloud.client());
    const InvokeArgs = '{"a":1}';
    expect((await client.send(new InvokeAsyncCommand({ FunctionName: "worker", InvokeArgs }))).Status).toBe(202);
    const absent = client.send(new InvokeAsyncCommand({ FunctionName: "absent", InvokeArgs }));
    await expect(absent).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    await cloud.clock.settle();
  });
  expect(seen).toEqual(['{"a":1}']);
});

test.each([
  [{ FunctionName: "absent" }, "ResourceNotFoundException"],
  [{ FunctionName: "worker", Payload: "{" }, "InvalidRequestContentException"],
  [{ FunctionName: "worker", InvocationType: "Event" as "DryRun" }, "ValidationException"],
  [{ FunctionName: "worker", TenantId: "t" }, "NotImplemented"],
  [{ FunctionName: "worker", TenantId: "t" }, "NotImplemented"],
])("%j is refused as %s", async (input, name) => {
  const cloud = lambdaCloud();
  cloud.register(async () => "{}");
  await cloud.clock.drive(async () => {
    const sent = new LambdaClient(cloud.client()).send(new InvokeWithResponseStreamCommand(input));
    await expect(sent).rejects.toMatchObject({ name });
  });
});
