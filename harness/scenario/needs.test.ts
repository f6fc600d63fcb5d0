import { expect, test } from "vitest";
import { skipReason } from "./needs.ts";

const WITH = async () => ({ path: "/somewhere/ffmpeg" });
const WITHOUT = async () => ({ missing: "ffmpeg is missing" });

test("a story that needs ffmpeg runs where there is one, and is skipped elsewhere, with the reason", async () => {
  expect(await skipReason(["ffmpeg"], "embedded", WITH)).toBeUndefined();
  expect(await skipReason(["ffmpeg"], "embedded", WITHOUT)).toBe("ffmpeg is missing");
});

/** Nothing is downloaded that will not be used. */
const NOT_PROVIDED = async () => {
  throw new Error("ffmpeg was provided");
};

test("where a story that needs ffmpeg cannot run anyway, none is provided", async () => {
  expect(await skipReason(["ffmpeg"], "localstack", NOT_PROVIDED)).toContain("no MediaConvert");
});

test("a story that needs nothing runs everywhere", async () => {
  expect(await skipReason([], "localstack", NOT_PROVIDED)).toBeUndefined();
});

test.each([
  ["virtual-time", "needs virtual time: the clock is real"],
  ["invocations", "looks at single invocations, which LocalStack does not show"],
] as const)("a story that needs %s runs on the embedded cloud, and is skipped elsewhere", async (need, reason) => {
  expect(await skipReason([need], "embedded", NOT_PROVIDED)).toBeUndefined();
  expect(await skipReason([need], "localstack", NOT_PROVIDED)).toBe(reason);
});
