import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stringify } from "yaml";
import { z } from "zod";

const MAIN = fileURLToPath(new URL("../../../server/main.ts", import.meta.url));

/** How a process ended, with all its output. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A server that listens, as a process of its own. */
export interface StandaloneServer {
  readonly url: string;
  /** Every structured line so far, of both streams, in the order of each. */
  lines(): readonly LogLine[];
  /** Sends SIGTERM and waits for the end. */
  stop(): Promise<Ended>;
}

export type LogLine = z.output<typeof lineSchema>;

const lineSchema = z.looseObject({ level: z.string(), msg: z.string() });

export interface StandaloneServerOptions {
  /** The content of the YAML file. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly parameters?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Starts without what only the real server requires: Redis, and settings that media do not need. Default: yes. */
  readonly lenient?: boolean;
  /** Whether its output is kept after it listens. Default: yes. */
  readonly keepLines?: boolean;
}

/**
 * Starts `server/main.ts` as its users do and waits until it listens.
 *
 * @throws when it ends instead, with its output.
 */
export async function startStandaloneServer(options: StandaloneServerOptions): Promise<StandaloneServer> {
  const { child, ended, said } = launch(options);
  const listening = new Promise<string>((resolve) => {
    const look = (): void => {
      const address = linesOf(said.stdout).find(({ msg }) => msg === "server.listening")?.address;
      if (typeof address !== "string") return;
      child.stdout.off("data", look);
      resolve(address);
    };
    child.stdout.on("data", look);
  });
  const address = await Promise.race([listening, ended]);
  if (typeof address !== "string") {
    throw new Error(`the server ended with ${address.code}: ${address.stdout}${address.stderr}`);
  }
  if (options.keepLines === false) {
    for (const stream of [child.stdout, child.stderr]) stream.removeAllListeners("data").resume();
  }
  return {
    url: `http://${address}`,
    lines: () => [...linesOf(said.stdout), ...linesOf(said.stderr)],
    stop: () => {
      child.kill("SIGTERM");
      return ended;
    },
  };
}

/** Starts a server that is expected to end by itself. */
export function runStandaloneServer(options: StandaloneServerOptions): Promise<Ended> {
  return launch(options).ended;
}

function launch({ settings, parameters = [], environment = {}, lenient = true }: StandaloneServerOptions) {
  const directory = mkdtempSync(join(tmpdir(), "toq-server-"));
  const file = join(directory, "env.yaml");
  writeFileSync(file, stringify(settings));
  const child = spawn(process.execPath, [MAIN, "--config", file, ...(lenient ? ["--lenient"] : []), ...parameters], {
    env: { ...process.env, AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  // A server must not outlive the process that started it.
  const endNow = (): void => void child.kill("SIGKILL");
  process.once("exit", endNow);
  const said = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said.stderr += text;
  });
  const ended = once(child, "close").then(([code]: unknown[]): Ended => {
    process.removeListener("exit", endNow);
    rmSync(directory, { recursive: true, force: true });
    return { code: typeof code === "number" ? code : null, ...said };
  });
  return { child, ended, said };
}

function linesOf(output: string): LogLine[] {
  return output
    .split("\n")
    .slice(0, -1)
    .filter((line) => line.startsWith("{"))
    .map((line) => lineSchema.parse(JSON.parse(line)));
}
