import { join, relative } from "node:path";
import { findRun } from "../../report/kept-runs/read-run.ts";
import { EXIT } from "../../support/exit-status.ts";
import { PROJECT_ROOT } from "../../support/project-root.ts";
import { UsageError } from "../../support/usage-error.ts";
import { type Invocation, runCommand } from "../framework/command.ts";
import type { CommandLine } from "../framework/command-line.ts";
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
        usage: ["npm run report [-- RUN] [options]"],
        intro:
          "Writes the report of a kept run as one file that needs no network, and opens it in a browser.\n" +
          "RUN is the id of a run or its beginning (default: the newest).",
        options: REPORT_OPTIONS,
        examples: ["npm run report", "npm run report -- 20261201-0331 --no-open", "npm run report -- --out artifact"],
        closing: [
          "Exit status: 0 written, 2 usage (also: no such run), 3 the file cannot be written here, 70 a bug of the harness.",
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
  const [wanted, ...others] = positionals;
  if (others.length > 0) throw new UsageError(`One run at a time: ${positionals.join(" ")} are ${positionals.length}.`);
  const id = findRun(runs, wanted);
  const folder = join(runs, id);
  const path = await writeHtmlReport(folder, values.out ?? join(folder, "report"), environment, values.everything);
  process.stdout.write(`${told(path)}\n`);
  const somebodyLooks = process.stdout.isTTY && environment.CI === undefined;
  if (somebodyLooks && !values["no-open"] && !openBrowser(path, environment)) {
    process.stdout.write("No browser could be opened; open the file yourself.\n");
  }
  return EXIT.green;
}

function told(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith("..") ? path : short;
}
