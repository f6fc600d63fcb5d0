import { connect } from "node:net";
import { machineTime, waitOnMachine } from "../../../clock/machine-time.ts";
import { launch } from "../../../emulator/lambda/processes/launch.ts";
import { EnvironmentError } from "../../../support/environment-error.ts";
import { freePort } from "../free-port.ts";

export interface Redis {
  readonly url: string;
  /** host:port */
  readonly address: string;
  stop(): Promise<void>;
}

const START_LIMIT_MS = 10_000;

/** A `redis-server` of PATH on a port of its own, which keeps nothing. Throws EnvironmentError when it does not start. */
export async function startRedis(folder: string): Promise<Redis> {
  const port = await freePort();
  const child = launch({
    command: "redis-server",
    parameters: ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder],
    folder,
    environment: { PATH: process.env.PATH ?? "" },
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (text: Buffer) => output.push(String(text)));
  const stop = async (): Promise<void> => {
    const ended = new Promise<void>((resolve) =>
      child.exitCode === null ? child.once("exit", () => resolve()) : resolve(),
    );
    child.stdin?.on("error", () => {}).destroy();
    await ended;
  };
  const limit = machineTime.monotonicMs() + START_LIMIT_MS;
  while (!(await answers(port))) {
    if (child.exitCode !== null || machineTime.monotonicMs() > limit) {
      await stop();
      const last = output.join("").trim().split("\n").at(-1) ?? "";
      throw new EnvironmentError(`redis-server does not start (${last}): install Redis, or add its folder to PATH.`);
    }
    await waitOnMachine(10);
  }
  return { url: `redis://127.0.0.1:${port}/0`, address: `127.0.0.1:${port}`, stop };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
