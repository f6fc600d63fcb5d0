/** `npm test`: the checks, the unit tests, then the scenarios; each step runs even when the one before it failed. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { constants } from "node:os";
import { resolve } from "node:path";
import { EXIT } from "../../support/exit-status.ts";
import { guardProcessEnd } from "../../support/process-end.ts";
import { PROJECT_ROOT } from "../../support/project-root.ts";

const STEPS = [
  { name: "check", command: "npm run --silent check" },
  {
    name: "unit tests",
    // Without the compiler thread that makes Node hang in process.exit now and then (see process-end.ts).
    command:
      "node --no-concurrent-sparkplug node_modules/vitest/vitest.mjs run --project unit --project sockets --reporter=dot --reporter=json --outputFile.json=reports/unit.json",
  },
  { name: "scenarios", command: "node harness/cli/scenario/main.ts --json-report reports/scenarios.json" },
] as const;

const end = guardProcessEnd();
if (process.argv.length > 2) {
  process.stderr.write(
    "npm test takes no arguments. Single tests: npx vitest run PATH; scenarios: npm run scenario -- ID\n",
  );
  await end.finish(EXIT.usage);
}
// Ctrl-C reaches every process of the terminal: first the step ends cleanly, then this process.
process.on("SIGINT", () => {});
// Reports of an earlier run must not be counted as this one's.
for (const report of ["unit", "scenarios"]) rmSync(resolve(PROJECT_ROOT, `reports/${report}.json`), { force: true });

const results: { name: string; code: number }[] = [];
for (const { name, command } of STEPS) {
  process.stdout.write(`\n== ${name}\n`);
  const code = await run(command);
  if (code > 128) await end.finish(code);
  results.push({ name, code });
}
const words = results.map(({ name, code }) => `${name} ${code === 0 ? "ok" : `failed (${code})`}`);
process.stdout.write(`\n${words.join(" · ")}\n`);
await end.finish(results.find(({ code }) => code !== 0)?.code ?? EXIT.green);

async function run(command: string): Promise<number> {
  const child = spawn(command, { cwd: PROJECT_ROOT, shell: true, stdio: "inherit" });
  const [code, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
  return code ?? 128 + constants.signals[signal ?? "SIGKILL"];
}
