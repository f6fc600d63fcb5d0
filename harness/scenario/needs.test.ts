import { expect, test } from "vitest";
import { skipReason } from "./needs.ts";

const EMBEDDED = { backend: "embedded", clock: "virtual" } as const;
const LOCALSTACK = { backend: "localstack", clock: "real" } as const;

const WITH = async () => ({ path: "/somewhere/ffmpeg" });
const WITHOUT = async () => ({ missing: "ffmpeg is missing" });

test("a story that needs ffmpeg runs where there is one, and is skipped elsewhere, with the reason", async () => {
  expect(await skipReason(["ffmpeg"], EMBEDDED, WITH)).toBeUndefined();
  expect(await skipReason(["ffmpeg"], EMBEDDED, WITHOUT)).toBe("ffmpeg is missing");
});

/** Nothing is downloaded that will not be used. */
const NOT_PROVIDED = async () => {
  throw new Error("ffmpeg was provided");
};

test("where a story that needs ffmpeg cannot run anyway, none is provided", async () => {
  expect(await skipReason(["ffmpeg"], LOCALSTACK, NOT_PROVIDED)).toContain("no MediaConvert");
});

test("a story that needs nothing runs everywhere", async () => {
  expect(await skipReason([], LOCALSTACK, NOT_PROVIDED)).toBeUndefined();
});

test.each([
  ["virtual-time", "needs virtual time: the clock is real"],
  ["invocations", "looks at single invocations, which LocalStack does not show"],
] as const)("a story that needs %s runs on the embedded cloud, and is skipped elsewhere", async (need, reason) => {
  expect(await skipReason([need], EMBEDDED, NOT_PROVIDED)).toBeUndefined();
  expect(await skipReason([need], LOCALSTACK, NOT_PROVIDED)).toBe(reason);
});

test("with a real clock on the embedded cloud, only virtual time is missing", async () => {
  const place = { backend: "embedded", clock: "real" } as const;
  expect(await skipReason(["virtual-time"], place, NOT_PROVIDED)).toBe("needs virtual time: the clock is real");
  expect(await skipReason(["invocations"], place, NOT_PROVIDED)).toBeUndefined();
  expect(await skipReason(["ffmpeg"], place, WITH)).toBeUndefined();
  expect(await skipReason(["invocations", "virtual-time"], place, NOT_PROVIDED)).toContain("virtual time");
});
