import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { stableText } from "./stable-text.ts";

test.each([
  ["job c3e2fed7-c066-47b4-a887-96c7ee97fe31 has no end", "job <uuid> has no end"],
  ["started at 2025-12-03T10:13:41.120Z, found 2025-12-03 10:11:10", "started at <time>, found <datetime>"],
  ["connect ECONNREFUSED 127.0.0.1:43127", "connect ECONNREFUSED <address>"],
  ["GET http://localhost:8080/health did not answer", "GET http://<address>/health did not answer"],
  [
    `no file ${join(tmpdir(), "world-8Xa2", "app.log")}, or nothing in it`,
    "no file <temporary path>, or nothing in it",
  ],
  ["ENOENT: no such file, open '/dev/shm/a-1/b.sock'", "ENOENT: no such file, open '<temporary path>'"],
  ["the answer came after 4876 ms, not within 3.2 s", "the answer came after <duration>, not within <duration>"],
  ["Test timed out in 120000ms.", "Test timed out in <duration>."],
])("%s", (text, stable) => {
  expect(stableText(text)).toBe(stable);
  expect(stableText(stable)).toBe(stable);
});

test.each([
  "expected 403 to be 201 // Object.is equality",
  "expected 15 to be 30",
  "job 14 of listing 28 is SUCCEEDED",
  "media/28/zip/listing-28.zip exists",
  "the tmp/ folder below raw/tmp/a.jpg is ignored",
  "4 seconds-long videos",
])("what the story itself says stays: %s", (text) => {
  expect(stableText(text)).toBe(text);
});
