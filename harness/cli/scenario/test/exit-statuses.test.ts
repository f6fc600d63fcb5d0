import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { engineParents, ownerOf } from "../../../database/engine/engine-directory.ts";
import { run, start } from "./run-command.ts";

/** A red scenario in the list at a run's end. */
const FAILURE = /^ {2}(?:error|rule|expected) /m;

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

test("a full disk is this machine's fault, not the story's: one sentence, no list of red scenarios, status 3", async () => {
  const { code, out, err } = await run(["machine/disk-full"]);
  expect(err).toBe(
    "This machine's disk is full or cannot be written: ENOSPC: no space left on device, write; so the run proves nothing.\n",
  );
  expect(out).not.toMatch(FAILURE);
  expect(code).toBe(3);
});

/**
 * Whoever may mount (root, on Linux) has a disk as small as this test wants, in a mount namespace of the run's own. The
 * database server lies in TMPDIR when /dev/shm has no room.
 */
const onSmallDisk = (mebibytes: number) => [
  ...["unshare", "-m", "sh", "-c"],
  `mount -t tmpfs -o size=1m tmpfs /dev/shm && mount -t tmpfs -o size=${mebibytes}m tmpfs "$TMPDIR" && exec "$@"`,
  "sh",
];

function mayMount(): boolean {
  return spawnSync("unshare", ["-m", "mount", "-t", "tmpfs", "tmpfs", "/dev/shm"]).status === 0;
}

test.for([
  [
    4,
    /^The disk of .* is full: a database server needs 20 MB there, and 4 MB are free\. Free some, or set TMPDIR .*\.$/,
  ],
  // The server comes up, and the stories' databases do not fit.
  [21, /^This machine's disk is full or cannot be written: .*; so the run proves nothing\.$/],
] as const)("a real disk of %s MB that is full: one sentence, status 3", async ([mebibytes, sentence], { skip }) => {
  skip(!mayMount(), "nobody may mount a file system of their own here");
  const directory = mkdtempSync(join(tmpdir(), "small-disk-"));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const environment = { TMPDIR: directory, DATABASE_URL: "" };
  const { code, out, err } = await run(["machine/forty-megabytes"], environment, undefined, onSmallDisk(mebibytes));
  expect(err.trimEnd()).toMatch(sentence);
  expect(out).not.toMatch(FAILURE);
  expect(code).toBe(3);
});

test("a story that loops without end is red and named: status 1", async () => {
  const { code, out, err } = await run(["machine/loop"], { STALL_LIMIT_MS: "8000" });
  expect(err).toMatch(
    /^machine\/loop loops without end: nothing was reported for 8 s\. It is at harness\/.*\/machine\/loop\.scenario\.ts:4\.$/m,
  );
  expect(out).toContain("✗ machine/loop  loops without end\n");
  expect(out).toContain("1 scenario: 1 failed");
  expect(code).toBe(1);
});
