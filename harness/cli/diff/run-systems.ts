import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runIds } from "../../report/kept-runs/old-runs.ts";
import { runFileSchema } from "../../scenario/record/run-file.ts";
import { EXIT } from "../../support/exit-status.ts";

const SCENARIO = fileURLToPath(new URL("../scenario/main.ts", import.meta.url));

export interface SystemRunOptions {
  /** Where the run is kept. */
  readonly root: string;
  /** Further words behind `npm run scenario --`. */
  readonly parameters: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Runs scenarios on a system and returns the id of the run, or else the exit status of one that proves nothing. What it
 * prints goes to standard error: standard output is the comparison's, whose first line is the first divergence.
 */
export async function runSystem(
  system: string,
  { root, parameters, environment }: SystemRunOptions,
): Promise<{ readonly id: string } | { readonly code: number }> {
  process.stderr.write(`== ${system}\n`);
  // A process of its own, as if it had been typed: Ctrl-C reaches it by the terminal's process group.
  const child = spawn(process.execPath, [SCENARIO, ...parameters, "--system", system], {
    stdio: ["inherit", process.stderr, "inherit"],
    env: { ...environment },
  });
  const code = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (status, signal) => resolve(status ?? (signal === "SIGINT" ? 130 : 143)));
  });
  const id = runIds(root).find((candidate) => ownerOf(join(root, candidate)) === child.pid);
  if ((code === EXIT.green || code === EXIT.red) && id !== undefined) return { id };
  if (id === undefined && (code === EXIT.green || code === EXIT.red)) return { code: EXIT.environment };
  return { code };
}

function ownerOf(folder: string): number | undefined {
  try {
    return runFileSchema.parse(JSON.parse(readFileSync(join(folder, "run.json"), "utf8"))).owner.pid;
  } catch {
    // Not the run of a process that has just ended in order.
    return undefined;
  }
}
