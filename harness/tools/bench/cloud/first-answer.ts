import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { machineTime } from "../../../clock/machine-time.ts";
import { endOf } from "./server-process.ts";

/** Between two attempts to connect. */
const PAUSE_MS = 5;
const LONGEST_START_MS = 60_000;

/** Real milliseconds from the start of a program that listens on a port to its first answer: that S3 has not this object. */
export async function firstAnswerMs(program: string, argsFor: (port: number) => readonly string[]): Promise<number> {
  const port = await freePort();
  const from = machineTime.monotonicMs();
  const child = spawn(program, argsFor(port), { stdio: "ignore" });
  const ended = endOf(child);
  try {
    while (machineTime.monotonicMs() - from < LONGEST_START_MS) {
      const answer = await fetch(`http://127.0.0.1:${port}/bench/none`).catch(() => undefined);
      await answer?.text();
      if (answer) return machineTime.monotonicMs() - from;
      await new Promise<void>((resolve) => void machineTime.setTimeout(resolve, PAUSE_MS));
    }
    throw new Error(`${program} has not answered within ${LONGEST_START_MS / 1000} s.`);
  } finally {
    child.kill("SIGTERM");
    await ended;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  return address.port;
}
