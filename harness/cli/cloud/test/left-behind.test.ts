import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateFunctionCommand, InvokeCommand } from "@aws-sdk/client-lambda";
import { CreateBucketCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { expect, onTestFinished, test } from "vitest";
import { smallPackage } from "../../../emulator/lambda/test/small-package.ts";
import { served } from "./served.ts";

const SOURCE = "import tempfile\ndef handler(event, context):\n    return tempfile.mkdtemp()\n";

/** A cloud that has unpacked a function and stored a large object, below a folder of ours for temporary files. */
async function busyCloud(parent: string) {
  const cloud = await served([], { TMPDIR: parent });
  const [s3, lambda] = await Promise.all([cloud.clients.s3(), cloud.clients.lambda()]);
  await s3.send(new CreateBucketCommand({ Bucket: "bkt" }));
  await s3.send(new PutObjectCommand({ Bucket: "bkt", Key: "a", Body: Buffer.alloc(2 << 20) }));
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: "f",
      Role: "arn:aws:iam::000000000000:role/r",
      Runtime: "python3.12",
      Handler: "handler.handler",
      Code: { ZipFile: await smallPackage({ "handler.py": SOURCE }) },
    }),
  );
  const { Payload } = await lambda.send(new InvokeCommand({ FunctionName: "f" }));
  expect(Buffer.from(Payload ?? []).toString()).toContain(join(parent, "toq-tmp-"));
  return cloud.child;
}

test.each(["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"] as const)(
  "%s leaves nothing behind for long",
  async (signal) => {
    const parent = mkdtempSync(join(tmpdir(), "left-"));
    onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
    const child = await busyCloud(parent);
    expect(readdirSync(parent)).toHaveLength(1);
    child.kill(signal);
    await once(child, "exit");
    if (signal === "SIGKILL") {
      // The next start sweeps, and ends in peace.
      const next = (await served([], { TMPDIR: parent })).child;
      expect(readdirSync(parent)).toHaveLength(1);
      next.kill("SIGTERM");
      await once(next, "exit");
    }
    expect(readdirSync(parent)).toEqual([]);
  },
  30_000,
);
