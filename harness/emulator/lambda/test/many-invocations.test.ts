import { CreateFunctionCommand, InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { expect, onTestFinished, test } from "vitest";
import { installWorldGlobals } from "../../../clock/globals.ts";
import { lambdaCloud } from "./lambda-cloud.ts";
import { smallPackage } from "./small-package.ts";

installWorldGlobals();

const FUNCTION = {
  FunctionName: "worker",
  Role: "arn:aws:iam::123456789012:role/functions",
  Runtime: "python3.12",
  Handler: "handler.handler",
} as const;

/** Invokes a Python function so often at once; the answers, and the virtual milliseconds that all took together. */
async function invokedAtOnce(count: number, source: string, timeoutSeconds = 3) {
  const cloud = lambdaCloud();
  onTestFinished(() => cloud.lambda.close());
  const zip = await smallPackage({ "handler.py": source });
  return cloud.clock.drive(async () => {
    const client = new LambdaClient(cloud.client());
    await client.send(new CreateFunctionCommand({ ...FUNCTION, Code: { ZipFile: zip }, Timeout: timeoutSeconds }));
    const from = cloud.clock.elapsedMs;
    const answers = await Promise.all(
      Array.from({ length: count }, async (_, index) => {
        const { Payload, FunctionError } = await client.send(
          new InvokeCommand({ FunctionName: "worker", Payload: Buffer.from(String(index)) }),
        );
        return FunctionError ?? Number(Buffer.from(Payload ?? []).toString());
      }),
    );
    return { answers, tookMs: cloud.clock.elapsedMs - from };
  });
}

const SLEEPS = "import time\ndef handler(event, context):\n    time.sleep(2)\n    return event\n";

test.each([9, 40])(
  "%i invocations at once of a function that sleeps",
  async (count) => {
    const { answers, tookMs } = await invokedAtOnce(count, SLEEPS);
    // Who waits for one of eight processes has not begun: no time-out of 3 s strikes.
    expect(answers).toEqual(Array.from({ length: count }, (_, index) => index));
    expect(Math.floor(tookMs / 1000)).toBe(2 * Math.ceil(count / 8));
  },
  60_000,
);

test("a process that dies makes room for the next invocation", async () => {
  const dies = "import os\ndef handler(event, context):\n    os._exit(1)\n";
  expect((await invokedAtOnce(12, dies)).answers).toEqual(Array.from({ length: 12 }, () => "Unhandled"));
});

test("so does one that is stopped at its time-out", async () => {
  const { answers } = await invokedAtOnce(10, SLEEPS, 1);
  expect(answers).toEqual(Array.from({ length: 10 }, () => "Unhandled"));
});

test("so does one that cannot start", async () => {
  const { answers } = await invokedAtOnce(10, "raise ValueError('no')\n");
  expect(answers).toEqual(Array.from({ length: 10 }, () => "Unhandled"));
});
