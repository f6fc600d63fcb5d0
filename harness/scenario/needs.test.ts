import { expect, test } from "vitest";
import { lacking } from "./needs.ts";

const WITH = async () => ({ path: "/somewhere/ffmpeg" });
const WITHOUT = async () => ({ missing: "ffmpeg is missing" });

test("a story that needs ffmpeg is told where there is one, and elsewhere skipped with the reason", async () => {
  expect(await lacking(["ffmpeg"], "embedded", WITH)).toBeUndefined();
  expect(await lacking(["ffmpeg"], "embedded", WITHOUT)).toBe("ffmpeg is missing");
});

/** Nobody downloads what is of no use. */
const NOT_ASKED = async () => {
  throw new Error("ffmpeg was asked for");
};

test("where a story that needs ffmpeg cannot be told anyway, none is asked for", async () => {
  expect(await lacking(["ffmpeg"], "localstack", NOT_ASKED)).toContain("no MediaConvert");
});

test("a story that needs nothing is told everywhere", async () => {
  expect(await lacking([], "localstack", NOT_ASKED)).toBeUndefined();
});

test.each([
  ["virtual-time", "needs virtual time: the clock is real"],
  ["invocations", "looks at single invocations, which LocalStack does not show"],
] as const)("a story that needs %s is told on the embedded cloud, and skipped elsewhere", async (need, reason) => {
  expect(await lacking([need], "embedded", NOT_ASKED)).toBeUndefined();
  expect(await lacking([need], "localstack", NOT_ASKED)).toBe(reason);
});
