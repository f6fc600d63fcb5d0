import { expect, test } from "vitest";
import { lacking } from "./needs.ts";

const WITH = { FFMPEG_PATH: process.execPath };
const WITHOUT = { FFMPEG_PATH: "/nowhere/ffmpeg" };

test("a story that needs ffmpeg is told where there is one, and elsewhere skipped with the reason", () => {
  expect(lacking(["ffmpeg"], "embedded", WITH)).toBeUndefined();
  expect(lacking(["ffmpeg"], "embedded", WITHOUT)).toBe(
    "ffmpeg is missing: FFMPEG_PATH names /nowhere/ffmpeg, which is no program that can be run",
  );
  expect(lacking(["ffmpeg"], "localstack", WITH)).toContain("no MediaConvert");
});

test("a story that needs nothing is told everywhere", () => {
  expect(lacking([], "localstack", WITHOUT)).toBeUndefined();
});
