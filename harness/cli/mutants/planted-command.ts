import { wantsColours } from "../../support/colours.ts";
import { EXIT } from "../../support/exit-status.ts";
import { nearest } from "../../support/nearest.ts";
import { palette } from "../../support/palette.ts";
import { writeReportFile } from "../../support/report-file.ts";
import { UsageError } from "../../support/usage-error.ts";
import { type BugVerdict, judgeBug } from "../../tools/mutants/judge-bug.ts";
import { PLANTED_BUGS } from "../../tools/mutants/planted/index.ts";
import type { PlantedBug } from "../../tools/mutants/planted-bug.ts";
import { ProjectCopy } from "../../tools/mutants/project-copy.ts";
import { runScenarioChecks } from "../../tools/mutants/run-checks.ts";
import { summaryOf, summaryText, verdictLine } from "../../tools/mutants/verdict-table.ts";
import { Interrupted, watchForInterruption } from "../framework/interruption.ts";
import type { OptionValues } from "../framework/options.ts";
import type { MUTANTS_OPTIONS } from "./mutants-options.ts";

/** `npm run mutants -- --planted`: which check notices which bug of our own list. Returns the exit status. */
export async function judgePlanted(values: OptionValues<typeof MUTANTS_OPTIONS>): Promise<number> {
  const bugs = select(values.only);
  if (values.list) {
    for (const bug of bugs) process.stdout.write(`${listLine(bug)}\n`);
    process.stdout.write(`\n${bugs.length} planted bugs\n`);
    return EXIT.green;
  }
  using interruption = watchForInterruption();
  const stop = new AbortController();
  const run = judgeAll(bugs, values.workers ?? 1, values.only.length === 0, stop.signal);
  try {
    const verdicts = await Promise.race([run, interruption.interrupted]);
    if (verdicts === undefined) return EXIT.red;
    return report(verdicts, values["json-report"]);
  } catch (error) {
    stop.abort();
    // The copies are removed before the process ends.
    await Promise.allSettled([run]);
    if (!(error instanceof Interrupted)) throw error;
    process.stdout.write(`\nInterrupted by ${error.message}.\n`);
    return error.exitCode;
  }
}

function select(only: readonly string[]): readonly PlantedBug[] {
  if (only.length === 0) return PLANTED_BUGS;
  const unknown = only.find((name) => !PLANTED_BUGS.some((bug) => isNamed(bug, name)));
  if (unknown !== undefined) {
    const hint = nearest(
      unknown,
      PLANTED_BUGS.map(({ id }) => id),
    );
    throw new UsageError(`No planted bug is named "${unknown}".${hint === undefined ? "" : ` Did you mean ${hint}?`}`);
  }
  return PLANTED_BUGS.filter((bug) => only.some((name) => isNamed(bug, name)));
}

function isNamed({ id, file }: PlantedBug, name: string): boolean {
  return id === name || file === name || file.startsWith(`${name.replace(/\/$/, "")}/`);
}

function listLine({ id, file, rule, citation, expected }: PlantedBug): string {
  return `${id.padEnd(28)} ${file.padEnd(52)} ${expected.padEnd(9)}  ${rule} (docs/${citation})`;
}

/** Nothing when the scenarios are red without any bug: then nothing would be proved. */
async function judgeAll(
  bugs: readonly PlantedBug[],
  workers: number,
  checkFirst: boolean,
  signal: AbortSignal,
): Promise<readonly BugVerdict[] | undefined> {
  const paint = palette(wantsColours(process.stdout, process.env));
  using copies = new DisposableStack();
  const waiting = [...bugs.entries()];
  const verdicts: (BugVerdict | undefined)[] = bugs.map(() => undefined);
  const threads = workers > 1 ? { threads: 1 } : {};
  const first = copies.use(new ProjectCopy());
  for (const bug of bugs) first.plant(bug)[Symbol.dispose]();
  if (checkFirst) {
    process.stdout.write("All scenarios without a bug …\n");
    const clean = await runScenarioChecks([], { directory: first.directory, signal });
    if (clean.kind !== "green") {
      const why = clean.kind === "red" ? clean.by.join(", ") : clean.why;
      process.stderr.write(`Without any bug the scenarios are not green: ${why}\n`);
      return undefined;
    }
  }
  let done = 0;
  const work = async (copy: ProjectCopy): Promise<void> => {
    for (let next = waiting.shift(); next && !signal.aborted; next = waiting.shift()) {
      const [index, bug] = next;
      const verdict = await judgeBug(copy, bug, { directory: copy.directory, signal, ...threads });
      verdicts[index] = verdict;
      process.stdout.write(`${String(++done).padStart(3)}/${bugs.length} ${verdictLine(verdict, paint)}\n`);
    }
  };
  const others = Array.from({ length: Math.min(workers, bugs.length) - 1 }, () => copies.use(new ProjectCopy()));
  await Promise.all([first, ...others].map(work));
  return verdicts.filter((verdict) => verdict !== undefined);
}

function report(verdicts: readonly BugVerdict[], file: string | undefined): number {
  const summary = summaryOf(verdicts);
  if (file !== undefined) {
    writeReportFile("json-report", file, `${JSON.stringify({ ...summary, verdicts }, undefined, 2)}\n`);
  }
  process.stdout.write(`\n${summaryText(summary)}\n`);
  if (summary.notJudged.length > 0) return EXIT.ourBug;
  return summary.passed ? EXIT.green : EXIT.red;
}
