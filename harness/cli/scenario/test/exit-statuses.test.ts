import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { engineParents, ownerOf } from "../../../database/engine/engine-directory.ts";
import { run, start } from "./run-command.ts";

/** Process ids of the database servers that a run has started. */
function serversOf(pid: number | undefined): number[] {
  const directories = engineParents().flatMap((parent) => readdirSync(parent).map((name) => ({ parent, name })));
  return directories
    .filter(({ name }) => ownerOf(name)?.pid === pid)
    .map(({ parent, name }) => Number(readFileSync(join(parent, name, "server-pid"), "utf8")));
}

test("the database is killed in the middle: one sentence, no list of red scenarios, status 3", async () => {
  const child = start(["endless"]);
  if (!child.stdout || !child.stderr) throw new Error("the command's output is not piped");
  let err = "";
  child.stderr.on("data", (chunk: Buffer) => {
    if (err === "") for (const pid of serversOf(child.pid)) process.kill(pid, "SIGKILL");
    err += chunk.toString();
  });
  const [out, [code]] = await Promise.all([text(child.stdout), once(child, "close")]);
  expect(err).toMatch(/^The database server of this run was ended by SIGKILL while it was needed \(.*\), so .*\.$/m);
  expect(out).not.toContain("✗");
  expect(code).toBe(3);
});

test("a cache folder that cannot be written, as in a read-only home: one sentence, status 3", async () => {
  const places: Record<string, string>[] = [
    { XDG_CACHE_HOME: "/dev/null/cache" },
    { XDG_CACHE_HOME: "", HOME: "/dev/null" },
  ];
  for (const place of places) {
    const { code, out, err } = await run(["green/quick"], place);
    expect(err).toMatch(
      /^The cache folder \/dev\/null\/.* cannot be written \(ENOTDIR\)\. Type: export XDG_CACHE_HOME/,
    );
    expect({ code, out }).toEqual({ code: 3, out: "" });
  }
});

test("a full disk is this machine's fault, not the story's: status 3", async () => {
  const { code, out } = await run(["machine/disk-full"]);
  expect(out).toContain("This machine's disk is full or cannot be written: ENOSPC: no space left on device, write");
  expect(code).toBe(3);
});

test("a story that loops without end is red and named: status 1", async () => {
  const { code, out, err } = await run(["machine/loop"], { STALL_LIMIT_MS: "3000" });
  expect(err).toMatch(
    /^machine\/loop loops without end: nothing was reported for 3 s\. It is at harness\/.*\/machine\/loop\.scenario\.ts:4\.$/m,
  );
  expect(out).toContain("✗ machine/loop  loops without end\n");
  expect(out).toContain("1 scenario: 1 failed");
  expect(code).toBe(1);
});
