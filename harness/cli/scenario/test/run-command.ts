import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import { endingWithUs } from "../../../support/ending-with-us.ts";

const COMMAND = join(import.meta.dirname, "fixtures/scenario-command.ts");

/** The scenario command over the fixtures, as a process of its own, which `launcher` may start. */
export function start(
  argv: readonly string[],
  environment: Record<string, string> = {},
  program = COMMAND,
  launcher: readonly string[] = [],
): ChildProcess {
  // Without what the surrounding npm, Vitest and CI set.
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|VITEST|NODE_ENV|TEST$|GITHUB_|FORCE_COLOR$|NO_COLOR$)/.test(name),
  );
  const [command = process.execPath, ...before] = [...launcher, process.execPath];
  const child = spawn(...endingWithUs(command, [...before, program, ...argv]), {
    env: { ...Object.fromEntries(inherited), ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  // A test that fails half-way must not leave a run behind.
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

/** Until it has ended. */
export async function run(
  argv: readonly string[],
  environment?: Record<string, string>,
  program?: string,
  launcher?: readonly string[],
) {
  const child = start(argv, environment, program, launcher);
  if (!child.stdout || !child.stderr) throw new Error("the command's output is not piped");
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { code, out, err };
}
