import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { freePort } from "../free-port.ts";
import { ServerProcess, type ServerStart } from "../server-process.ts";

/** A directory that goes with the test. */
export function scratchDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "small-server-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true, maxRetries: 3 }));
  return directory;
}

/** A server of a few lines of CommonJS; `PORT` is its port. It answers every request with `answer(request, response)`. */
export function smallServer(answer = "response.end('fine')", more = ""): readonly string[] {
  const script = `
    const { createServer } = require("node:http");
    ${more}
    createServer((request, response) => { ${answer} }).listen(+process.env.PORT, "127.0.0.1");
  `;
  return [process.execPath, "-e", script];
}

/** Starts a program as a world starts its server, and stops it with the test. */
export async function startServer(
  command: readonly string[],
  changes: Partial<ServerStart> = {},
): Promise<{ server: ServerProcess; port: number; lines: string[] }> {
  const port = await freePort();
  const lines: string[] = [];
  const server = await ServerProcess.start({
    systemName: "mine",
    command,
    directory: scratchDirectory(),
    environment: { PATH: process.env.PATH ?? "", PORT: String(port) },
    ready: { kind: "port" },
    port,
    onLine: (line) => void lines.push(line),
    ...changes,
  });
  onTestFinished(() => server.stop());
  return { server, port, lines };
}
