import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";
import { type Clients, createClients } from "../../../cloud/backends/clients.ts";
import { endingWithUs } from "../../../support/ending-with-us.ts";

const CLOUD = new URL("../main.ts", import.meta.url).pathname;

export function start(options: readonly string[], environment: Readonly<Record<string, string>> = {}): ChildProcess {
  const child = spawn(...endingWithUs("node", [CLOUD, ...options]), {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...environment },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

export interface Served {
  readonly child: ChildProcess;
  readonly clients: Clients;
  readonly endpoint: string;
  readonly port: number;
  /** What it has written to standard error. */
  said(): string;
}

/** Serves the cloud on a free port, as its own process, and gives clients of it. */
export async function served(options: readonly string[] = [], environment = {}): Promise<Served> {
  const child = start(["--port", "0", ...options], environment);
  if (!child.stdout) throw new Error("the process has no output");
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  const endpoint = /http:\/\/[^ ]+/.exec(line)?.[0] ?? "";
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  return {
    child,
    endpoint,
    port: Number(new URL(endpoint).port),
    clients: createClients({ endpoint, region: "us-east-1", credentials }),
    said: () => said,
  };
}
