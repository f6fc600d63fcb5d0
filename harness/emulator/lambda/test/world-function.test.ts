import { LambdaClient, UpdateFunctionConfigurationCommand } from "@aws-sdk/client-lambda";
import { expect, onTestFinished, test } from "vitest";
import { installWorldGlobals } from "../../../clock/globals.ts";
import { httpResponse } from "../../../network/http.ts";
import { lambdaCloud } from "./lambda-cloud.ts";

installWorldGlobals();

/** A custom runtime of a few lines: logs, asks the world and answers with what it was told, and with its variables. */
const PROGRAM = `
  const api = "http://" + process.env.AWS_LAMBDA_RUNTIME_API + "/2018-06-01/runtime/invocation/";
  const run = async () => {
    const next = await fetch(api + "next");
    await next.text();
    console.log(JSON.stringify({ time: "now", level: "WARN", msg: "asking", where: process.env.ELSEWHERE }));
    const said = await fetch(process.env.ELSEWHERE).then((answer) => answer.text(), () => "broken");
    const { STAGE, MORE } = process.env;
    const body = JSON.stringify({ said, STAGE, MORE });
    await fetch(api + next.headers.get("lambda-runtime-aws-request-id") + "/response", { method: "POST", body });
    return run();
  };
  run();
`;

const CONFIGURATION = {
  runtime: "provided.al2023",
  handler: "bootstrap",
  role: "functions",
  roleArn: "arn:aws:iam::123456789012:role/functions",
  description: "",
  timeoutSeconds: 30,
  memoryMegabytes: 128,
  environment: { STAGE: "test" },
  architecture: "x86_64",
} as const;

function deployed() {
  const cloud = lambdaCloud();
  onTestFinished(() => cloud.lambda.close());
  const code = { folder: "/", sizeBytes: 0, sha256: "", remove: () => {} };
  const carried: string[] = [];
  const deploy = () =>
    cloud.lambda.deployFunction("worker", CONFIGURATION, code, {
      runtime: { command: process.execPath, parameters: ["-e", PROGRAM] },
      environmentAt: (address) => ({ ELSEWHERE: `http://${address}/elsewhere`, MORE: "more" }),
      carry: ({ path }) => {
        if (path !== "/elsewhere") return undefined;
        carried.push(path);
        const answer = httpResponse(200, {}, "hello");
        return carried.length < 3 ? Promise.resolve(answer) : Promise.reject(new Error("connection lost"));
      },
    });
  const invoke = async () =>
    JSON.parse((await cloud.lambda.invoke({ functionName: "worker", payload: "{}", source: "test" })).payload);
  return { cloud, deploy, invoke, carried };
}

test("a program of the world's own reaches the world beside the cloud, and logs in lines that are read", async () => {
  const { cloud, deploy, invoke, carried } = deployed();
  await cloud.clock.drive(async () => {
    await deploy();
    expect(await invoke()).toEqual({ said: "hello", STAGE: "test", MORE: "more" });
  });
  expect(carried).toEqual(["/elsewhere"]);
  const [line] = cloud.trace.of("log");
  expect(line).toMatchObject({
    source: "worker",
    level: "WARN",
    message: "asking",
    fields: [["where", expect.any(String)]],
  });
});

test("what the world said of it holds when its configuration changes; a lost answer is a broken connection", async () => {
  const { cloud, deploy, invoke } = deployed();
  await cloud.clock.drive(async () => {
    await deploy();
    const client = new LambdaClient(cloud.client());
    await client.send(
      new UpdateFunctionConfigurationCommand({
        FunctionName: "worker",
        Environment: { Variables: { STAGE: "changed" } },
      }),
    );
    expect(await invoke()).toEqual({ said: "hello", STAGE: "changed", MORE: "more" });
    expect(await invoke()).toMatchObject({ said: "hello" });
    expect(await invoke()).toMatchObject({ said: "broken" });
  });
});
