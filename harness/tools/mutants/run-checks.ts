import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { text } from "node:stream/consumers";
import { EXIT } from "../../support/exit-status.ts";

/** How one run of checks ended. */
export type CheckOutcome =
  | { readonly kind: "green" }
  /** `by` are the scenarios, or the test files, that turned red. */
  | { readonly kind: "red"; readonly by: readonly string[] }
  /** Neither: the run itself broke, so it proves nothing. */
  | { readonly kind: "void"; readonly why: string };

export interface CheckOptions {
  /** Of the copy. */
  readonly directory: string;
  readonly signal: AbortSignal;
  readonly threads?: number;
}

/** Some scenarios, or all when none is named. */
export function runScenarioChecks(ids: readonly string[], options: CheckOptions): Promise<CheckOutcome> {
  const report = join(options.directory, "scenario-report.json");
  const threads = options.threads === undefined ? [] : ["--workers", String(options.threads)];
  const argv = ["harness/cli/scenario/main.ts", ...ids, "--json-report", report, ...threads];
  const named = (path: string) => relative("scenarios", path).replace(/\.scenario\.ts$/, "");
  return runChecks(argv, report, named, options);
}

/** The unit tests beside a file of the system. */
export function runUnitChecks(file: string, options: CheckOptions): Promise<CheckOutcome> {
  const report = join(options.directory, "unit-report.json");
  const threads = options.threads === undefined ? [] : ["--maxWorkers", String(options.threads)];
  const vitest = "node_modules/vitest/vitest.mjs";
  const argv = [vitest, "run", "--project", "unit", dirname(file), "--reporter=json", `--outputFile=${report}`];
  return runChecks([...argv, "--passWithNoTests", ...threads], report, (path) => path, options);
}

async function runChecks(
  argv: readonly string[],
  report: string,
  named: (path: string) => string,
  { directory, signal }: CheckOptions,
): Promise<CheckOutcome> {
  rmSync(report, { force: true });
  const child = spawn(process.execPath, argv, { cwd: directory, stdio: ["ignore", "pipe", "pipe"], signal });
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number | null]>,
  ]);
  if (code === EXIT.green) return { kind: "green" };
  const by = code === EXIT.red ? redFiles(report).map((path) => named(relative(directory, path))) : [];
  if (by.length > 0) return { kind: "red", by };
  return { kind: "void", why: `exit status ${code}: ${(err.trim() || out.trim()).slice(-600)}` };
}

interface VitestReport {
  readonly testResults: readonly { readonly name: string; readonly status: string }[];
}

function redFiles(report: string): readonly string[] {
  try {
    const { testResults } = JSON.parse(readFileSync(report, "utf8")) as VitestReport;
    return testResults.filter(({ status }) => status === "failed").map(({ name }) => name);
  } catch {
    // The run ended before its report was written.
    return [];
  }
}
