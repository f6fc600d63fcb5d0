import { machineTime, waitOnMachine } from "../../../clock/machine-time.ts";
import { launch } from "../../../support/guarded-launch.ts";
import { EnvironmentError } from "../../../support/environment-error.ts";
import { freePort, isFree } from "../free-port.ts";

interface RedisBinary {
  readonly path: string;
}

export interface RedisServer {
  readonly host: string;
  readonly port: number;
  readonly url: string;
  stop(): Promise<void>;
  /** Rejects when it ends and nobody stopped it. */
  readonly lost: Promise<never>;
}

const START_LIMIT_MS = 10_000;

/** The `redis-server` of PATH. */
export async function findRedis(_search: {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly onProgress: (text: string) => void;
}): Promise<RedisBinary> {
  return { path: "redis-server" };
}

/** Starts it on a port of its own, without persistence. Throws EnvironmentError when it does not come up. */
export async function startRedis({ path }: RedisBinary): Promise<RedisServer> {
  const [host, port] = ["127.0.0.1", await freePort()];
  const parameters = ["--port", String(port), "--bind", host, "--save", "", "--appendonly", "no"];
  const child = launch({ command: path, parameters, folder: "/", environment: { PATH: process.env.PATH ?? "" } });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (text: Buffer) => output.push(String(text)));
  child.stdin?.on("error", () => {});
  let stopping = false;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async (): Promise<void> => {
    stopping = true;
    child.stdin?.destroy();
    await ended;
  };
  const lost = ended.then((): Promise<never> => {
    if (stopping) return new Promise<never>(() => {});
    throw new EnvironmentError("The Redis server of a world ended while it was needed, so the run proves nothing.");
  });
  lost.catch(() => {});
  const limit = machineTime.monotonicMs() + START_LIMIT_MS;
  while (await isFree(port)) {
    if (child.exitCode !== null || machineTime.monotonicMs() > limit) {
      await stop();
      const last = output.join("").trim().split("\n").at(-1) ?? "";
      throw new EnvironmentError(`redis-server does not start (${last}): install Redis, or add its folder to PATH.`);
    }
    await waitOnMachine(10);
  }
  return { host, port, url: `redis://${host}:${port}/0`, stop, lost };
}
