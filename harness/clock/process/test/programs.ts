import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { FIXTURES } from "./child.ts";

/** Whether a program is on PATH and works. */
export function works(command: string, ...parameters: string[]): boolean {
  return spawnSync(command, parameters, { stdio: "ignore" }).status === 0;
}

/** Builds one of the fixtures in Go and gives it to `use`. */
export async function withGoProgram(name: string, use: (program: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "go-fixture-"));
  try {
    const program = join(folder, name);
    // No module is fetched: the fixtures use the standard library alone.
    const env = { ...process.env, CGO_ENABLED: "0", GOFLAGS: "-mod=mod", GOPROXY: "off", GOTOOLCHAIN: "local" };
    await promisify(execFile)("go", ["build", "-o", program, "."], { cwd: join(FIXTURES, name), env });
    await use(program);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
