import { expect, onTestFinished, test } from "vitest";
import { launch } from "../../../support/guarded-launch.ts";
import { programOf } from "../runtime.ts";
import { stopAtExec } from "../stop-at-exec.ts";
import { threadStatesOf } from "../threads.ts";
import { withGoProgram, works } from "./programs.ts";

const LINUX = process.platform === "linux";
const HOLDS = LINUX && works("perl", "-e", "1");
const HAS_GO = HOLDS && works("go", "version");
const WITHOUT = HOLDS ? "" : " (skipped: needs Linux and perl on PATH)";

function launched(command: string, parameters: readonly string[] = [], path = process.env.PATH ?? "") {
  const child = launch({ command, parameters, folder: "/", environment: { PATH: path }, held: true });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${command} could not be launched`);
  child.stdin?.on("error", () => {});
  onTestFinished(() => void child.stdin?.destroy());
  const said = { text: "" };
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (said.text += String(chunk)));
  // Not at "exit", which may come before the last of what it has written.
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return { pid, said, ended };
}

test.runIf(HAS_GO)(
  `a program in Go stands still before it has begun, each time${HAS_GO ? "" : " (skipped: needs go and perl on PATH)"}`,
  async () => {
    await withGoProgram("go-function", async (program) => {
      for (let start = 1; start <= 20; start++) {
        const { pid } = launched(program);
        const stopped = await stopAtExec(pid);
        expect([start, stopped?.hasBegun, programOf(pid)]).toEqual([start, false, program]);
        process.kill(-pid, "SIGKILL");
      }
    });
  },
);

test.runIf(HOLDS)(`what is let go runs with its own parameters and variables, and nothing else${WITHOUT}`, async () => {
  const script = "console.log(process.argv.slice(1).join(), Object.keys(process.env).sort().join())";
  const { pid, said, ended } = launched(process.execPath, ["-e", script, "a b", "$c 'd'"]);
  const stopped = await stopAtExec(pid);
  expect(stopped?.hasBegun).toBe(false);
  stopped?.letGo();
  expect(await ended).toBe(0);
  expect(said.text.trim()).toMatch(/^a b,\$c 'd' (OLDPWD,)?PATH,PWD(,SHLVL)?(,_)?$/);
});

test.runIf(LINUX)("where there is no program the shell says so, and its status is the shell's", async () => {
  const { pid, said, ended } = launched("no-such-program");
  expect(await stopAtExec(pid)).toBeUndefined();
  expect(await ended).toBe(127);
  expect(said.text).toMatch(/no-such-program: not found/);
});

test.runIf(LINUX)("a wrapper script goes on by itself", async () => {
  const { pid, said, ended } = launched("/bin/sh", ["-c", "read -r line; echo went on"]);
  const stopped = await stopAtExec(pid);
  stopped?.letGo();
  expect(await ended).toBe(0);
  expect(said.text).toBe("went on\n");
});

test.runIf(LINUX)("without Perl it is held before the shell turns into the program", async () => {
  const { pid, said, ended } = launched(process.execPath, ["-e", "console.log('ran')"], "/nowhere");
  const stopped = await stopAtExec(pid);
  expect(programOf(pid)).toBe(process.execPath);
  expect(threadStatesOf(pid)).toContain("T");
  stopped?.letGo();
  expect(await ended).toBe(0);
  expect(said.text).toBe("ran\n");
});
