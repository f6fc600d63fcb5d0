import { GetFunctionConfigurationCommand } from "@aws-sdk/client-lambda";
import { DescribeStateMachineCommand } from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createClients } from "../../../cloud/backends/clients.ts";
import { ProjectCopy } from "../../../tools/mutants/project-copy.ts";
import { type DevRun, runScript, startDev } from "./run-dev.ts";

let copy: ProjectCopy;
let dev: DevRun;

beforeAll(async () => {
  copy = new ProjectCopy();
  dev = await startDev([], copy.directory);
}, 60_000);
afterAll(() => {
  dev?.kill();
  copy?.[Symbol.dispose]();
});

/** Changes a text of a file; what `plant` wants to know of a bug does not matter here. */
function change(file: string, text: string, replacement: string): Disposable {
  return copy.plant({ id: file, file, text, replacement, rule: "", citation: "", expected: "scenario", stories: [] });
}

const signIn = async () => {
  const [line] = dev.script(/^The photographer/).split("\n");
  return await runScript([dev.script(/^Words/), line, "printf %s $TOKEN"].join("\n"));
};
const list = (token: string) =>
  runScript([dev.script(/^Words/), `TOKEN=${token}`, "get '/listings/media?listingIdentityId=28'"].join("\n"));

test("a change of the server restarts it and nothing else: who has signed in stays so", async () => {
  const token = await signIn();
  const before = dev.lines().length;
  using _changed = change(
    "server/main.ts",
    '"server.listening"',
    '"server.listening", { again: true, ...{} } && "server.listening"',
  );
  await dev.line(/dev +INFO +server\/main\.ts changed: the server was restarted\.$/, before);
  expect(JSON.parse(await list(token))).toMatchObject({ data: [] });
  expect(
    dev
      .lines()
      .slice(before)
      .filter((line) => / {2}deploy /.test(line)),
  ).toEqual([]);
}, 60_000);

test("a server that does not start shows why, and the next change brings it back", async () => {
  let before = dev.lines().length;
  {
    using _broken = change(
      "server/boot.ts",
      'starting.info("adapter.s3.creating"',
      'throw new Error("broken on purpose");\n  starting.info("adapter.s3.creating"',
    );
    await dev.line(/server +(WARN|ERROR) .*broken on purpose/, before);
    await dev.line(/ERROR +The server does not start: it ended with status 70\./, before);
    before = dev.lines().length;
  }
  await dev.line(/server\/boot\.ts changed: the server was restarted\.$/, before);
}, 60_000);

test("a change of a Lambda or a machine is deployed, and the server goes on", async () => {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const clients = createClients({ endpoint: dev.cloudUrl, region: "us-east-1", credentials });
  const [lambda, sfn] = await Promise.all([clients.lambda(), clients.sfn()]);
  const codeOf = async () =>
    (await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: "listing-media-zip-staging" }))).CodeSha256;
  const stateMachineArn = "arn:aws:states:us-east-1:000000000000:stateMachine:listing-media-finalization-sm-staging";
  const definition = async () => (await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }))).definition;
  const [code, machine] = await Promise.all([codeOf(), definition()]);
  const before = dev.lines().length;
  using _lambda = change("lambdas/zip/upload.ts", 'ContentType: "application/zip"', 'ContentType: "application/x-zip"');
  using _machine = change(
    "lambdas/state-machines/finalization.ts",
    "StartAt: start.startAt",
    'Comment: "changed", StartAt: start.startAt',
  );
  await dev.line(/dev +INFO +lambdas\/.* changed: functions and machines were deployed\.$/, before);
  expect(await codeOf()).not.toBe(code);
  expect(await definition()).not.toBe(machine);
  expect(
    dev
      .lines()
      .slice(before)
      .filter((line) => line.includes("server.listening")),
  ).toEqual([]);
}, 120_000);
