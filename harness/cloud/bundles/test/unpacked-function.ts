import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { FunctionPlatform } from "../function-platform.ts";
import { readZip } from "./read-zip.ts";

const RUNTIME = fileURLToPath(new URL("./fixtures/managed-runtime.mjs", import.meta.url));
const answer = z.object({ kind: z.enum(["response", "error"]), body: z.string() });

/** Functions of this platform can run here. */
export const HOST_PLATFORM: FunctionPlatform = { architecture: process.arch === "arm64" ? "arm64" : "x86_64" };

/** A function's environment; `host` (host:port) plays AWS. It inherits nothing from this process. */
export function functionEnvironment(host: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: `http://${host}`,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    MEDIA_BUCKET: "toq-listing-medias",
    STATE_MACHINE_ARN: "arn:aws:states:us-east-1:123456789012:stateMachine:listing-media-processing-sm-staging",
  };
}

export interface FunctionAnswer extends z.infer<typeof answer> {
  /** Output of the function meanwhile. */
  readonly lines: readonly string[];
}

/** One zip, unpacked outside the project, as a process under a stand-in of the managed runtime. */
export class UnpackedFunction {
  readonly folder: string;
  readonly #process: ChildProcess;
  readonly #output: AsyncIterator<string>;
  #complaints = "";

  private constructor(folder: string, environment: Record<string, string>) {
    this.folder = folder;
    const [node, parameters] = [process.env.LAMBDA_NODE || process.execPath, [RUNTIME]];
    this.#process = spawn(node, parameters, { cwd: folder, env: environment, stdio: "pipe" });
    const { stdout, stderr } = this.#process;
    if (!stdout || !stderr) throw new Error("a process without output");
    this.#output = createInterface({ input: stdout })[Symbol.asyncIterator]();
    stderr.on("data", (chunk: Buffer) => {
      this.#complaints += chunk.toString();
    });
  }

  static async start(zip: Buffer, environment: Record<string, string>): Promise<UnpackedFunction> {
    const folder = mkdtempSync(join(tmpdir(), "unpacked-function-"));
    for (const { name, content } of await readZip(zip)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    return new UnpackedFunction(folder, environment);
  }

  /** Why it did not start. */
  async failureOfStart(): Promise<string> {
    await new Promise((resolve) => this.#process.once("close", resolve));
    return this.#complaints;
  }

  /** Throws with what the process wrote when it ends instead of answering. */
  async invoke(payload: string, environment: Record<string, string> = {}): Promise<FunctionAnswer> {
    const invocation = Buffer.from(JSON.stringify({ payload, environment }));
    this.#process.stdin?.write(`${invocation.toString("base64")}\n`);
    const lines: string[] = [];
    for (;;) {
      const { value, done } = await this.#output.next();
      if (done) throw new Error(`the function's process ended: ${this.#complaints}`);
      if (value.startsWith("=> "))
        return { ...answer.parse(JSON.parse(Buffer.from(value.slice(3), "base64").toString())), lines };
      lines.push(value);
    }
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once("close", resolve));
    this.#process.stdin?.end();
    if (this.#process.exitCode === null) await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}
