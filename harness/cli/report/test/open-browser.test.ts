import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { openBrowser } from "../open-browser.ts";

const folder = mkdtempSync(join(tmpdir(), "open-browser-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(process.platform !== "linux")("on Linux (skipped elsewhere: it needs a program for the test)", () => {
  test("the file is given to what opens files for this person", async () => {
    const told = join(folder, "told");
    writeFileSync(
      join(folder, "xdg-open"),
      `#!/bin/sh\nprintf %s "$1" > "${told}.new" && mv "${told}.new" "${told}"\n`,
      { mode: 0o755 },
    );
    expect(openBrowser("/a report/index.html", { PATH: `/nowhere:${folder}`, DISPLAY: ":0" })).toBe(true);
    await expect.poll(() => existsSync(told)).toBe(true);
    expect(readFileSync(told, "utf8")).toBe("/a report/index.html");
  });

  test.each([
    ["a screen", { PATH: folder }],
    ["a program that opens files", { PATH: "/nowhere", DISPLAY: ":0" }],
    ["a PATH", { DISPLAY: ":0" }],
  ])("without %s nothing is opened", (_what, environment) => expect(openBrowser("/x", environment)).toBe(false));
});
