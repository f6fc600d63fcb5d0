import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { EnvironmentError } from "../../support/environment-error.ts";

const CLOUD = fileURLToPath(new URL("../../cli/cloud/main.ts", import.meta.url));
const PROBE = new URL("./memory-probe.ts", import.meta.url).href;

export interface CloudProcess {
  readonly port: number;
  /** Bytes in use after a collection. */
  memory(): Promise<number>;
  /** Its exit status, or undefined while it runs. */
  exitStatus(): number | undefined;
  /** What it has written to standard error. */
  said(): string;
  stop(): Promise<void>;
}

/** `npm run cloud` as a process of its own, on a free port. */
export async function startCloudProcess(): Promise<CloudProcess> {
  const child = spawn(process.execPath, ["--expose-gc", "--import", PROBE, CLOUD, "--port", "0"], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const endNow = (): void => void child.kill("SIGKILL");
  process.once("exit", endNow);
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  // "exit" may come before the last of what it has written.
  const ended = once(child, "close");
  if (!child.stdout) throw new Error("the process has no output");
  const line = await Promise.race([once(createInterface(child.stdout), "line"), ended.then(() => undefined)]);
  const port = /:(\d+) /.exec(String(line?.[0]))?.[1];
  if (port === undefined) throw new EnvironmentError(`The cloud did not start: ${said}`);
  return {
    port: Number(port),
    async memory() {
      const told = once(child, "message");
      child.send("memory");
      const [{ bytes }] = (await told) as [{ bytes: number }];
      return bytes;
    },
    exitStatus: () => child.exitCode ?? (child.signalCode === null ? undefined : -1),
    said: () => said,
    async stop() {
      process.removeListener("exit", endNow);
      child.kill("SIGTERM");
      await ended;
    },
  };
}
