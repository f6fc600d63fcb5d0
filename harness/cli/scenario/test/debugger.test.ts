import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { PROJECT_ROOT } from "../../../support/project-root.ts";
import { DebuggerClient } from "./debugger-client.ts";
import { run, start } from "./run-command.ts";

const MAIN = join(PROJECT_ROOT, "harness/cli/scenario/main.ts");
const STORY = "auth/sign-out-of-one-user";
const USUAL = [STORY, "--no-record", "--verbose"];

/** The line of a file, from 1, that holds a text. */
function lineOf(file: string, part: string): number {
  const line = readFileSync(join(PROJECT_ROOT, file), "utf8")
    .split("\n")
    .findIndex((text) => text.includes(part));
  if (line < 0) throw new Error(`${file} holds no ${part}`);
  return line + 1;
}

test("a debugger stops in story, server and handler, the clock stands still meanwhile, and the trace is the same", async () => {
  const child = start([...USUAL, "--inspect-brk", "--inspect-port", "0"], {}, MAIN);
  const output = text(child.stdout ?? expect.unreachable());
  const client = await DebuggerClient.attach(await debuggerUrl(child));
  await client.breakAt("sign-out-of-one-user\\.scenario\\.ts", lineOf(`scenarios/${STORY}.scenario.ts`, "elsewhere ="));
  await client.breakAt("server/api/serve\\.ts$", lineOf("server/api/serve.ts", "|| app.ids.uuid("));
  await client.breakAt("handlers/signout\\.ts$", lineOf("server/api/handlers/signout.ts", "bindJson("));
  await client.send("Runtime.runIfWaitingForDebugger");

  const stops: string[] = [];
  for (let stop = await client.stop(); stop; stop = await client.stop()) {
    const file = /([^/]+\.ts)/.exec(client.urlOf(stop))?.[1] ?? "";
    stops.push(file);
    if (file === "signout.ts") {
      const [before, after] = String(await client.evaluate(stop, REAL_WORK)).split(" ");
      expect(before).toBe(after);
      expect(before).toMatch(/^2025-12-03T/);
    }
    await client.send("Debugger.resume");
  }
  // Where the story begins, before anything that it does.
  expect(stops[0]).toBe("run-story.ts");
  expect([...new Set(stops)].sort()).toEqual([
    "run-story.ts",
    "serve.ts",
    "sign-out-of-one-user.scenario.ts",
    "signout.ts",
  ]);
  const [[code], out] = await Promise.all([once(child, "close"), output]);
  expect(code).toBe(0);
  const { out: undisturbed } = await run(USUAL, {}, MAIN);
  expect(traceOf(out)).toBe(traceOf(undisturbed));
});

/** Instants of the world before and after a tenth of a second of real time. */
const REAL_WORK = `(() => {
  const before = new Date().toISOString();
  const from = process.hrtime.bigint();
  while (process.hrtime.bigint() - from < 100_000_000n);
  return before + " " + new Date().toISOString();
})()`;

async function debuggerUrl(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stderr ?? expect.unreachable() })) {
    const [, url] = /Debugger listening on (ws:\S+)/.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error("the command ended before a debugger could attach");
}

function traceOf(out: string): string | undefined {
  return /trace (\w+)/.exec(out)?.[1];
}
