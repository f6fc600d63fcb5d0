import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { currentProcess, isAlive } from "../../support/process-identity.ts";
import { makeEngineDirectory, ownerOf } from "./engine-directory.ts";
import { installCommand } from "./install-command.ts";
import { commandOf, sweepDeadEngines } from "./sweep.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "places-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A machine like macOS: nothing in memory. */
function places(more: { temporary?: string; short?: string; platform?: NodeJS.Platform } = {}) {
  return { memory: "/nowhere/shm", temporary: folder, short: folder, platform: "darwin" as const, ...more };
}

/** A directory below `folder` whose own path has so many bytes. */
function longPath(bytes: number): string {
  const path = join(folder, "x".repeat(bytes - folder.length - 1));
  mkdirSync(path);
  return path;
}

const socketOf = (directory: string): string => join(directory, "s");

test.each([
  ["is missing", "/nowhere/shm"],
  ["is no folder", "/dev/null"],
])("when the file system in memory %s, the directory for temporary files is taken", (_name, memory) => {
  const directory = makeEngineDirectory({ ...places(), memory });
  expect(dirname(directory)).toBe(folder);
  expect(existsSync(join(directory, "data"))).toBe(true);
  expect(ownerOf(basename(directory))).toEqual(currentProcess());
});

test.each([
  ["linux", 107],
  ["darwin", 103],
] as const)(
  "on %s the path of the socket has at most %i bytes; TMPDIR may be longer than that",
  (platform, longest) => {
    const own = socketOf(makeEngineDirectory(places())).length - folder.length;
    const short = folder;
    const exact = makeEngineDirectory(places({ temporary: longPath(longest - own), short, platform }));
    expect(socketOf(exact)).toHaveLength(longest);
    const beyond = makeEngineDirectory(places({ temporary: longPath(longest - own + 1), short, platform }));
    expect(dirname(beyond)).toBe(short);
  },
);

test("when no directory is usable, the error gives the reason and a remedy", () => {
  const temporary = longPath(110);
  expect(() => makeEngineDirectory(places({ temporary, short: "/nowhere" }))).toThrow(
    /neither .* nor \/nowhere is writable and short enough .*; set TMPDIR/,
  );
});

test("without /proc a process is alive when it can be signalled, or when that is not permitted", () => {
  const here = currentProcess();
  expect(isAlive({ pid: process.pid, startTicks: "0" }, "/nowhere")).toBe(true);
  expect(isAlive(here, "/nowhere")).toBe(true);
  const { pid } = spawnSync(process.execPath, ["--version"]);
  expect(isAlive({ pid, startTicks: "0" }, "/nowhere")).toBe(false);
  // The first process belongs to root; for anyone else the answer is EPERM.
  expect(isAlive({ pid: 1, startTicks: "0" }, "/nowhere")).toBe(true);
});

test("without /proc ps gives the whole command line of a process", () => {
  const argument = `--datadir=${"y".repeat(300)}`;
  const script = `
    const { commandOf } = await import(${JSON.stringify(new URL("./sweep.ts", import.meta.url).href)});
    process.stdout.write(commandOf(process.pid, "/nowhere"));`;
  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", script, "--", argument], {
    encoding: "utf8",
  });
  expect(stdout).toContain(argument);
  const { pid } = spawnSync(process.execPath, ["--version"]);
  expect(commandOf(pid, "/nowhere")).toBe("");
});

test.each([
  ["our own", process.getuid?.(), false],
  ["another user's", (process.getuid?.() ?? 0) + 1, true],
  ["anybody's, where users have no numbers", undefined, false],
] as const)("a dead run's directory is swept unless it is another user's: %s", (_whose, uid, stays) => {
  // No process has this id: Linux ends at 4,194,304.
  const left = join(folder, "toq-db-99999999-1-left");
  mkdirSync(left);
  sweepDeadEngines({ environment: { XDG_CACHE_HOME: folder }, onProgress: () => {} }, { parents: [folder], uid });
  expect(existsSync(left)).toBe(stays);
});

test("the install command is the one of this system", () => {
  expect(installCommand("darwin")).toMatch(/^brew install/);
  expect(installCommand("win32")).toMatch(/^wsl --install/);
});
