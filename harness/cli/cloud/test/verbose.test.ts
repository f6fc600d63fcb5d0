import { createInterface } from "node:readline";
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { served } from "./served.ts";

const LINE = /^\d\d:\d\d:\d\d\.\d{3} {2}(\S+ → \S+ .*) {2}(\d{3} \S+) {2}\d+ ms$/;

test("--verbose prints one line for each request, and what a client chose cannot break it", async () => {
  const { child, clients, endpoint } = await served(["--verbose"]);
  if (!child.stdout) throw new Error("the process has no output");
  const lines: string[] = [];
  createInterface(child.stdout).on("line", (line) => lines.push(line));
  const s3 = await clients.s3();
  await s3.send(new CreateBucketCommand({ Bucket: "photos" }));
  await s3.send(new PutObjectCommand({ Bucket: "photos", Key: "a\n\u001b[31m\u009b2J\u202e.txt", Body: "hello" }));
  await expect(s3.send(new GetObjectCommand({ Bucket: "photos", Key: "none" }))).rejects.toThrow();
  await fetch(endpoint, { method: "POST", headers: { "x-amz-target": "AmazonSQS.\u00ffBad Name" } });
  await expect.poll(() => lines.length).toBeGreaterThanOrEqual(4);
  expect(lines.map((line) => LINE.exec(line)?.slice(1))).toEqual([
    ["client → s3 CreateBucket photos", "200 ok"],
    ["client → s3 PutObject a\\n\\x1b[31m\\u009b2J\\u202e.txt", "200 ok"],
    ["client → s3 GetObject none", "404 NoSuchKey"],
    [expect.stringContaining("client → sqs "), expect.stringMatching(/^4\d\d /)],
  ]);
});

test("without it nothing is printed but where it is served", async () => {
  const { child, clients } = await served();
  let text = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    text += chunk.toString();
  });
  await (await clients.s3()).send(new CreateBucketCommand({ Bucket: "photos" }));
  const closed = new Promise((resolve) => child.stdout?.once("close", resolve));
  child.kill("SIGTERM");
  await closed;
  expect(text).toBe("");
});
