import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { EnvironmentError } from "../../../support/environment-error.ts";

const path = (name: string): string => fileURLToPath(new URL(`../../../${name}`, import.meta.url));

/** As `npm run cloud` starts it. */
export const CLOUD: readonly string[] = [
  "--import",
  path("support/require-node.mjs"),
  "--import",
  path("support/compile-cache.mjs"),
  path("cli/cloud/main.ts"),
];
const NULL_SERVER: readonly string[] = [fileURLToPath(new URL("./null-server.ts", import.meta.url))];

export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

export const startCloud = (): Promise<ServerProcess> => start([...CLOUD, "--port", "0"]);

export const startNullServer = (...options: readonly "--md5"[]): Promise<ServerProcess> =>
  start([...NULL_SERVER, ...options]);

async function start(args: readonly string[]): Promise<ServerProcess> {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = endOf(child);
  const line = await Promise.race([once(createInterface(child.stdout), "line"), ended]);
  const url = /served at (\S+)/.exec(String(line))?.[1];
  if (url === undefined || child.pid === undefined) throw new EnvironmentError(`${args.join(" ")} did not start.`);
  return {
    url,
    pid: child.pid,
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** It also ends when we do. */
export function endOf(child: ChildProcess): Promise<unknown> {
  const endNow = (): void => void child.kill("SIGKILL");
  process.once("exit", endNow);
  return once(child, "exit").finally(() => process.removeListener("exit", endNow));
}
