import { spawn } from "node:child_process";
import { readlinkSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { openProcessClock } from "../process-clock.ts";
import { FIXTURES, opened, startChild } from "./child.ts";
import { works } from "./programs.ts";

const LINUX_X64 = process.platform === "linux" && process.arch === "x64";
const WITHOUT = LINUX_X64 ? "" : " (skipped: needs Linux on x64)";
const onLinux = test.runIf(LINUX_X64);
const IDLE = ["-e", "setInterval(() => {}, 1e9); console.log('ready'); process.stdin.resume().on('end', process.exit)"];
const NOBODY = 65_534;

async function idleNode() {
  const child = startChild(process.execPath, IDLE);
  await child.said("ready");
  return child;
}

onLinux(
  `a thread that reads its clocks without a pause never sees them go back or half written${WITHOUT}`,
  async () => {
    const child = startChild(process.execPath, [`${FIXTURES}/busy-reader.mjs`]);
    await child.said("ready");
    const clock = await opened(child.pid);
    // Steps that change low and high half of the word.
    for (let aheadMs = 0; aheadMs <= 3_600_000; aheadMs += 42_951.1) await clock.advanceTo(aheadMs);
    await clock.advanceTo(3_600_000);
    expect(await child.said("done")).toMatch(/^done 0 \d+$/);
  },
);

onLinux(`a clock goes forward only: a smaller offset changes nothing, nonsense is refused${WITHOUT}`, async () => {
  const child = startChild(process.execPath, [
    "-e",
    "console.log('ready'); process.stdin.on('data', () => console.log('at', performance.now())).on('end', process.exit)",
  ]);
  await child.said("ready");
  const clock = await opened(child.pid);
  await clock.advanceTo(3_600_000);
  await clock.advanceTo(1000);
  expect(clock.aheadMs).toBe(3_600_000);
  child.tell("now");
  expect(Number((await child.said("at")).slice(3))).toBeGreaterThan(3_600_000);
  await expect(clock.advanceTo(Number.NaN)).rejects.toThrow("NaN is not a number of milliseconds");
  await expect(clock.advanceTo(Number.POSITIVE_INFINITY)).rejects.toThrow("Infinity is not a number");
});

onLinux(
  `wall clocks stand where they are told to, also earlier than before, while clocks since boot run on${WITHOUT}`,
  async () => {
    const child = startChild(process.execPath, [
      "-e",
      "console.log('ready'); process.stdin.on('data', (word) => console.log(String(word).trim(), Date.now(), performance.now())).on('end', process.exit)",
    ]);
    await child.said("ready");
    const clock = await opened(child.pid);
    const read = async (word: string): Promise<readonly number[]> => {
      child.tell(word);
      return (await child.said(word)).split(" ").slice(1).map(Number);
    };
    const later = Date.parse("2030-01-01T00:00:00.125Z");
    clock.standAt(later);
    const first = await read("first");
    await clock.advanceTo(3_600_000);
    const second = await read("second");
    expect([first[0], second[0]]).toEqual([later, later]);
    expect((second[1] ?? 0) - (first[1] ?? 0)).toBeGreaterThan(3_600_000);
    clock.standAt(later - 1000);
    expect((await read("third"))[0]).toBe(later - 1000);
    const before = Date.now();
    clock.run();
    expect((await read("fourth"))[0]).toBeGreaterThanOrEqual(before + 3_600_000);
    expect(() => clock.standAt(0)).toThrow("0 is not an instant after 1970");
  },
);

onLinux(
  `the next timer of an idle process is seen from outside, and the first step shows that its waits follow${WITHOUT}`,
  async () => {
    const child = startChild(process.execPath, [
      "-e",
      "setTimeout(() => {}, 600000); console.log('ready'); process.stdin.resume().on('end', process.exit)",
    ]);
    await child.said("ready");
    // As of a program whose waits nobody has tried.
    const clock = await opened(child.pid, { runtime: "go" });
    const seen = async (): Promise<number> => {
      for (;;) {
        const next = clock.nextTimerMs();
        if (next !== undefined) return next;
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    const before = await seen();
    expect(before).toBeLessThanOrEqual(600_000);
    expect(before).toBeGreaterThan(500_000);
    expect(clock.isConfirmed).toBe(false);
    await clock.advanceTo(60_000);
    expect(await seen()).toBeLessThanOrEqual(540_000);
    // One look comes to nothing when the process gets no processor at once.
    for (let minutes = 2; !clock.isConfirmed && minutes < 9; minutes++) {
      await clock.advanceTo(minutes * 60_000);
      await seen();
    }
    expect([clock.isConfirmed, clock.lost]).toEqual([true, undefined]);
  },
);

const PYTHON_WORKS = LINUX_X64 && works("python3", "--version");

test.runIf(PYTHON_WORKS)(
  `a program whose waits do not follow is given up with a sentence${PYTHON_WORKS ? "" : " (skipped: needs python3 on PATH and Linux on x64)"}`,
  async () => {
    // Whatever its clock says, it waits for ten minutes anew.
    const script = [
      "import ctypes, select, threading",
      "libc, loop = ctypes.CDLL(None), select.epoll()",
      "def wait():",
      "    while True: libc.epoll_wait(loop.fileno(), ctypes.create_string_buffer(64), 1, 600000)",
      "threading.Thread(target=wait, daemon=True).start()",
      "print('ready', flush=True)",
      "input()",
    ].join("\n");
    const child = startChild("python3", ["-c", script]);
    await child.said("ready");
    const clock = await opened(child.pid, { runtime: "go" });
    for (let minutes = 1; clock.lost === undefined; minutes++) await clock.advanceTo(minutes * 60_000);
    expect(clock.lost).toBe(`the waits of process ${child.pid} do not follow its clock, although it is of runtime go`);
  },
);

onLinux(
  `what a process starts, and what it turns into, has the machine's time; the clock says that it is lost${WITHOUT}`,
  async () => {
    const script = `
    const { spawnSync } = require("node:child_process");
    process.stdin.once("data", () => {
      console.log("own", Date.now());
      console.log("child", spawnSync(process.execPath, ["-p", "Date.now()"], { encoding: "utf8" }).stdout);
      process.execve("/bin/sh", ["sh", "-c", "echo turned; read line"], process.env);
    });
    console.log("ready");`;
    const child = startChild(process.execPath, ["--no-warnings", "-e", script]);
    await child.said("ready");
    const clock = await opened(child.pid);
    await clock.advanceTo(86_400_000);
    child.tell("go");
    await child.said("turned");
    const at = async (name: string) => Number((await child.said(name)).split(" ")[1]);
    expect((await at("own")) - (await at("child"))).toBeGreaterThan(86_000_000);
    expect(clock.lost).toBeUndefined();
    await clock.advanceTo(2 * 86_400_000);
    expect(clock.lost).toMatch(/^the memory of process \d+ cannot be written: it has ended or runs another program$/);
  },
);

onLinux(`refusals are one sentence, and leave the process as it was${WITHOUT}`, async () => {
  const child = await idleNode();
  const ended = spawn("/bin/true");
  await new Promise((resolve) => ended.once("exit", resolve));
  expect(await openProcessClock(ended.pid ?? 0, { runtime: "go" })).toEqual({
    refused: `the memory of process ${ended.pid} cannot be opened (ENOENT)`,
  });
  expect(await openProcessClock(process.pid)).toEqual({
    refused: `process ${process.pid} is this one, whose clock is the machine's`,
  });
  expect(await openProcessClock(child.pid, { wallStartMs: -1e14 })).toEqual({
    refused: "a process cannot be shown a time before 1970",
  });
  const clock = await opened(child.pid);
  expect(await openProcessClock(child.pid)).toEqual({
    refused: `the clock of process ${child.pid}, or of the process that it is a copy of, has been shifted before`,
  });
  // The second attempt took nothing away from the first.
  await clock.advanceTo(1000);
  expect(clock.lost).toBeUndefined();
  child.process.kill("SIGKILL");
  await new Promise((resolve) => child.process.once("exit", resolve));
  await clock.advanceTo(2000);
  expect(clock.lost).toMatch(/^the memory of process \d+ cannot be written|^process \d+ has ended$/);
});

onLinux(
  `an interpreter whose waits cannot be tried, or do not follow, is refused, and its process is as it was${WITHOUT}`,
  async () => {
    const child = startChild("/bin/cat", []);
    const program = readlinkSync(`/proc/${child.pid}/exe`);
    expect(await openProcessClock(child.pid, { runtime: "node" })).toEqual({
      refused: `waits of ${program} do not end when its clock is put forward`,
    });
    child.tell("still here");
    expect(await child.said("still")).toBe("still here");
    // Not refused as what it is: nobody knows its waits, so they stay as they are.
    const clock = await opened(child.pid);
    expect([clock.runtime, clock.waits]).toEqual(["unknown", "real"]);
  },
);

/** Opens the clock of a process of its own, and then that of another user's, and says what came of it. */
const OPENER = `
  const { openProcessClock } = await import(process.argv[1]);
  const { spawn } = await import("node:child_process");
  const own = spawn(process.execPath, ["-e", "setInterval(() => {}, 1e9); console.log('ready')"]);
  await new Promise((resolve) => own.stdout.once("data", resolve));
  const clock = await openProcessClock(own.pid, { runtime: "node" });
  if (clock.advanceTo) await clock.advanceTo(60000);
  own.kill("SIGKILL");
  console.log("own", JSON.stringify(clock.refused ?? clock.lost ?? "follows"));
  console.log("other", JSON.stringify((await openProcessClock(Number(process.argv[2]), { runtime: "go" })).refused));`;

onLinux(`an ordinary user can shift what is his own, and nothing else${WITHOUT}`, async (context) => {
  const isRoot = process.getuid?.() === 0;
  const module = join(import.meta.dirname, "..", "process-clock.ts");
  if (isRoot && !readableForAll(module)) context.skip("this checkout lies where only its owner can read");
  const opener = startChild(
    process.execPath,
    ["--input-type=module", "-e", OPENER, module, String(isRoot ? process.pid : 1)],
    isRoot ? NOBODY : undefined,
  );
  expect(await opener.said("own")).toBe('own "follows"');
  expect(await opener.said("other")).toMatch(/^other "the memory of process \d+ cannot be opened \(EACCES\)"$/);
});

/** Whether every folder on the way can be entered and the file be read by everybody. */
function readableForAll(path: string): boolean {
  for (let each = path; each !== "/"; each = dirname(each)) {
    if ((statSync(each).mode & (each === path ? 0o004 : 0o001)) === 0) return false;
  }
  return true;
}
