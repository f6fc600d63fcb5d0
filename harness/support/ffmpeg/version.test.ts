import { expect, test } from "vitest";
import { versionIn } from "./version.ts";

test("the version stands in ffmpeg's first line", () => {
  expect(
    versionIn("ffmpeg version 7.1.5-0+deb13u1 Copyright (c) 2000-2025 the FFmpeg developers\nbuilt with gcc"),
  ).toBe("7.1.5-0+deb13u1");
  expect(versionIn("something else")).toBe("unknown");
});
