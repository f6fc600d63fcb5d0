import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";

const START = JSON.stringify(new URL("../engine/start-engine.ts", import.meta.url).href);

/** Starts an engine in this thread and one in another, tells their sockets and exits without stopping either. */
const PROGRAM = `
  const { Worker, isMainThread, parentPort } = require("node:worker_threads");
  import(${START}).then(async ({ startEngine }) => {
    const { DATABASE_URL: _, ...environment } = process.env;
    const { address } = await startEngine({ environment });
    if (!isMainThread) return parentPort.postMessage(address.socketPath);
    new Worker(process.env.PROGRAM, { eval: true }).once("message", (other) => {
      require("node:fs").writeSync(1, JSON.stringify([address.socketPath, other]));
      process.exit(130);
    });
  });
`;

test("when a process exits, the engines of all its threads are gone with their directories", async () => {
  const child = spawn(process.execPath, ["-e", PROGRAM], {
    env: { ...process.env, PROGRAM },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const sockets = JSON.parse(await text(child.stdout)) as string[];
  expect(sockets).toHaveLength(2);
  expect(sockets.map((socket) => existsSync(dirname(socket)))).toEqual([false, false]);
});
