import { join, relative } from "node:path";
import { locateRun } from "../../report/kept-runs/locate-run.ts";
import { readKeptFailure } from "../../report/kept-runs/read-failure.ts";
import { readRunFile } from "../../report/kept-runs/read-run.ts";
import { toldRun } from "../../report/told/told-run.ts";
import { EXIT } from "../../support/exit-status.ts";
import { PROJECT_ROOT } from "../../support/project-root.ts";
import { requireWritable } from "../../support/report-file.ts";
import { UsageError } from "../../support/usage-error.ts";
import { type Invocation, runCommand } from "../framework/command.ts";
import type { CommandLine } from "../framework/command-line.ts";
import { withGithub, writeReports } from "../framework/write-reports.ts";
import { type MergedRun, mergeRuns } from "./merge-command.ts";
import { openBrowser } from "./open-browser.ts";
import { REPORT_OPTIONS } from "./report-options.ts";
import { writeHtmlReport } from "./write-html-report.ts";

export interface ReportInvocation extends Invocation {
  /** Where runs are kept; default: `reports/runs` of the project. */
  readonly runs?: string;
}

/** `npm run report`: the report of a kept run as one HTML file. Returns the exit status; every failure has been printed. */
export function reportCommand(invocation: ReportInvocation): Promise<number> {
  return runCommand(
    {
      name: "report",
      help: {
        usage: ["npm run report [-- RUN] [--with RUN] [options]", "npm run report -- --merge DIR ... [options]"],
        intro:
          "Writes the report of a kept run as one file that needs no network, and opens it in a browser.\n" +
          "RUN is the id of a run or its beginning, newest, previous, or a run's folder (default: the newest).",
        options: REPORT_OPTIONS,
        examples: [
          "npm run report",
          "npm run report -- 20261201-0331 --no-open",
          "npm run report -- newest --with previous",
          "npm run report -- --out artifact",
          "npm run report -- --merge parts --reporter junit=reports/junit.xml",
        ],
        closing: [
          "Exit status: 0 written, 1 merged runs are red or not whole, 2 usage (also: no such run), 3 the file cannot be",
          "written here, 70 a bug of the harness.",
          "How to read it: docs/report.md",
        ],
      },
      run: (line) => obey(line, invocation),
    },
    invocation,
  );
}

async function obey(
  { values, positionals }: CommandLine<typeof REPORT_OPTIONS>,
  { environment, runs = join(PROJECT_ROOT, "reports", "runs") }: ReportInvocation,
): Promise<number> {
  for (const { name } of values.reporter)
    if (name !== "junit" && name !== "github")
      throw new UsageError(
        `--reporter: a kept run is told as junit or github here; ${name} belongs to npm run scenario.`,
      );
  for (const { path } of values.reporter) if (path !== undefined) requireWritable("reporter", path);
  const other = values.with === undefined ? undefined : locateRun(runs, values.with);
  const { folder, told, exitStatus } = values.merge ? mergeRuns(runs, positionals) : keptRun(runs, positionals);
  await writeReports(withGithub(values.reporter, values.merge ? environment : {}), told, { environment });
  const { everything } = values;
  const path = await writeHtmlReport(folder, values.out ?? join(folder, "report"), { environment, everything, other });
  process.stdout.write(`${shortened(path)}\n`);
  const somebodyLooks = process.stdout.isTTY && environment.CI === undefined;
  if (somebodyLooks && !values["no-open"] && !openBrowser(path, environment)) {
    process.stdout.write("No browser could be opened; open the file yourself.\n");
  }
  return exitStatus;
}

/** The run that is named, or the newest. Its report is no verdict, so its status is green. */
function keptRun(runs: string, positionals: readonly string[]): MergedRun {
  const [wanted, ...others] = positionals;
  if (others.length > 0) {
    throw new UsageError(
      `One run at a time: ${positionals.join(" ")} are ${positionals.length}. To put runs together: --merge DIR DIR`,
    );
  }
  const { root, id } = locateRun(runs, wanted);
  const folder = join(root, id);
  const file = readRunFile(folder);
  const told = toldRun(file, file.state, ({ id, title }) => readKeptFailure(folder, id, title));
  return { folder, told, exitStatus: EXIT.green };
}

function shortened(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith("..") ? path : short;
}
