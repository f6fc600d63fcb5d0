import { expect, onTestFinished, test } from "vitest";
import { installWorldGlobals } from "../../../clock/globals.ts";
import { withGoProgram, works } from "../../../clock/process/test/programs.ts";
import { httpResponse } from "../../../network/http.ts";
import { lambdaCloud } from "./lambda-cloud.ts";

installWorldGlobals();

const LINUX_X64 = process.platform === "linux" && process.arch === "x64";
const HAS_GO = LINUX_X64 && works("go", "version");
const WITHOUT = LINUX_X64 ? "" : " (skipped: needs Linux on x64)";

/** As the fixture in Go. */
const NODE_PROGRAM = `
  const { createHash } = require("node:crypto");
  const started = Date.now();
  const api = "http://" + process.env.AWS_LAMBDA_RUNTIME_API + "/2018-06-01/runtime/invocation/";
  (async () => {
    for (;;) {
      const next = await fetch(api + "next");
      const waitMs = await next.json();
      const is = { Started: started, Invoked: Date.now() };
      is.DeadlineMs = Number(next.headers.get("lambda-runtime-deadline-ms")) - Date.now();
      for (let round = 0; round < 200; round++) createHash("sha256").update(Buffer.alloc(1 << 20)).digest();
      is.Worked = Date.now();
      await fetch(process.env.ELSEWHERE).then((answer) => answer.text());
      is.Asked = Date.now();
      const before = performance.now();
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      is.WaitedMs = performance.now() - before;
      is.Waited = Date.now();
      const id = next.headers.get("lambda-runtime-aws-request-id");
      await fetch(api + id + "/response", { method: "POST", body: JSON.stringify(is) });
    }
  })();
`;

const CONFIGURATION = {
  runtime: "provided.al2023",
  handler: "bootstrap",
  role: "functions",
  roleArn: "arn:aws:iam::123456789012:role/functions",
  description: "",
  timeoutSeconds: 900,
  memoryMegabytes: 128,
  environment: {},
  architecture: "x86_64",
} as const;
const ANSWER_AFTER_MS = 7_000;

type Cloud = ReturnType<typeof lambdaCloud>;

/** A function of the world's own whose call of the world takes seven seconds of its time. */
async function withWorker(command: readonly string[], story: (cloud: Cloud, invoke: Invoke) => Promise<void>) {
  const cloud = lambdaCloud();
  onTestFinished(() => cloud.lambda.close());
  const [program = "", ...parameters] = command;
  await cloud.clock.drive(async () => {
    const code = { folder: "/", sizeBytes: 0, sha256: "", remove: () => {} };
    await cloud.lambda.deployFunction("worker", CONFIGURATION, code, {
      runtime: { command: program, parameters },
      environmentAt: (address) => ({ ELSEWHERE: `http://${address}/elsewhere` }),
      carry: async () => {
        await cloud.clock.sleep(ANSWER_AFTER_MS, "the answer");
        return httpResponse(200, {}, "hello");
      },
    });
    await story(cloud, async (waitMs) => {
      const request = { functionName: "worker", payload: String(waitMs), source: "test" };
      return JSON.parse((await cloud.lambda.invoke(request)).payload);
    });
  });
}

type Invoke = (waitMs: number) => Promise<Readonly<Record<string, number>>>;

/** Hops to Lambda and the function. */
const HOPS_MS = 500;
/** Of the machine's time, until somebody looks at a process that waits; a busy machine needs seconds for that. */
const UNSEEN_MS = 15_000;

async function tellsTheWorldsTime(cloud: Cloud, invoke: Invoke): Promise<void> {
  for (const waitMs of [30_000, 120_000]) {
    const beforeMs = cloud.clock.now();
    const is = await invoke(waitMs);
    const { Started = 0, Invoked = 0, Worked, Asked, Waited = 0, WaitedMs, DeadlineMs = 0 } = is;
    expect(Started).toBeLessThanOrEqual(Invoked);
    expect(Started).toBeGreaterThanOrEqual(Date.UTC(2025, 11, 3, 10));
    expect(Invoked).toBeGreaterThanOrEqual(beforeMs);
    expect(Invoked - beforeMs).toBeLessThan(HOPS_MS);
    // Work takes no time; a call of the world takes the world's, and a wait its own.
    expect([Worked, Asked]).toEqual([Invoked, Invoked + ANSWER_AFTER_MS]);
    // Node counts whole milliseconds.
    expect(WaitedMs).toBeGreaterThan(waitMs - 2);
    // What it has waited in our time before anybody looked is free.
    expect(Waited).toBeGreaterThan(Invoked + ANSWER_AFTER_MS + waitMs - UNSEEN_MS);
    expect(cloud.clock.now()).toBeGreaterThanOrEqual(Waited);
    expect(cloud.clock.now() - Waited).toBeLessThan(HOPS_MS);
    expect(DeadlineMs).toBeGreaterThan(899_000);
    expect(DeadlineMs).toBeLessThanOrEqual(900_000);
    await cloud.clock.sleep(3_600_000, "an hour in which nobody asks");
  }
}

test.runIf(LINUX_X64)(
  `a function in Node has the world's time, and its timers take none of ours${WITHOUT}`,
  async () => {
    await withWorker([process.execPath, "-e", NODE_PROGRAM], tellsTheWorldsTime);
  },
);

test.runIf(LINUX_X64)(`so has one behind a script and env, which turn into it${WITHOUT}`, async () => {
  const script = 'exec env ANY=1 "$0" -e "$1"';
  await withWorker(["/bin/sh", "-c", script, process.execPath, NODE_PROGRAM], tellsTheWorldsTime);
});

test.runIf(HAS_GO)(`so has one in Go${HAS_GO ? "" : " (skipped: needs go on PATH and Linux on x64)"}`, async () => {
  await withGoProgram("go-function", (program) => withWorker([program], tellsTheWorldsTime));
});

test.runIf(LINUX_X64)(`a wait beyond the time-out is over at the time-out${WITHOUT}`, async () => {
  await withWorker([process.execPath, "-e", NODE_PROGRAM], async (cloud) => {
    const beforeMs = cloud.clock.now();
    const request = { functionName: "worker", payload: "2000000", source: "test" };
    expect((await cloud.lambda.invoke(request)).payload).toContain("Task timed out after 900.00 seconds");
    expect(cloud.clock.now() - beforeMs).toBeGreaterThanOrEqual(900_000);
    expect(cloud.clock.now() - beforeMs).toBeLessThan(900_000 + HOPS_MS);
  });
});
