import { expect, test } from "vitest";
import { skipReason } from "./needs.ts";

const WITH = { FFMPEG_PATH: process.execPath };
const WITHOUT = { FFMPEG_PATH: "/nowhere/ffmpeg" };

test("a story that needs ffmpeg runs where there is one, and elsewhere skipped with the reason", () => {
  expect(skipReason(["ffmpeg"], "embedded", WITH)).toBeUndefined();
  expect(skipReason(["ffmpeg"], "embedded", WITHOUT)).toBe(
    "ffmpeg is missing: FFMPEG_PATH names /nowhere/ffmpeg, which is no program that can be run",
  );
  expect(skipReason(["ffmpeg"], "localstack", WITH)).toContain("no MediaConvert");
});

test("a story that needs nothing runs everywhere", () => {
  expect(skipReason([], "localstack", WITHOUT)).toBeUndefined();
});

test.each([
  ["virtual-time", "needs virtual time: the clock is real"],
  ["invocations", "looks at single invocations, which LocalStack does not show"],
] as const)("a story that needs %s runs on the embedded cloud, and skipped elsewhere", (need, reason) => {
  expect(skipReason([need], "embedded", {})).toBeUndefined();
  expect(skipReason([need], "localstack", {})).toBe(reason);
});
