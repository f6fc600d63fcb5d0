import { appendFileSync, existsSync, readFileSync, statSync } from "node:fs";
import { isAbsolute, join, relative, resolve } from "node:path";
import { githubAnnotations } from "../../report/told/github-annotations.ts";
import { githubSummary, LARGEST_SUMMARY_BYTES } from "../../report/told/github-summary.ts";
import { junitXml } from "../../report/told/junit.ts";
import type { ToldRun } from "../../report/told/told-run.ts";
import { PROJECT_ROOT } from "../../support/project-root.ts";
import { reasonOf } from "../../support/reason.ts";
import { writeReportFile } from "../../support/report-file.ts";
import { withSlashes } from "../../support/with-slashes.ts";
import type { ChosenReporter } from "./read-reporters.ts";

type Environment = Readonly<Record<string, string | undefined>>;

export interface ReportPlaces {
  readonly environment: Environment;
  /** Of the kept run, which the HTML report is made of. */
  readonly runFolder?: string;
}

/**
 * Writes what reporters other than the terminal's are to write of a run that has ended.
 *
 * @throws EnvironmentError when a file cannot be written.
 */
export async function writeReports(
  reporters: readonly ChosenReporter[],
  run: ToldRun,
  { environment, runFolder }: ReportPlaces,
): Promise<void> {
  for (const { name, path, printed } of reporters) {
    if (printed && path !== undefined) process.stdout.write(readFileSync(path));
    if (name === "junit" && path === undefined) process.stdout.write(junitXml(run));
    else if (name === "junit" && path !== undefined) writeReportFile("reporter", path, junitXml(run));
    else if (name === "github") tellGithub(run, environment);
    else if (name === "html" && runFolder !== undefined) {
      const { writeHtmlReport } = await import("../report/write-html-report.ts");
      const written = await writeHtmlReport(runFolder, path ?? join(runFolder, "report"), { environment });
      process.stdout.write(`report  ${written}\n`);
    }
  }
}

/** `reporters`, and GitHub's own where its runner is the one that runs us. */
export function withGithub(reporters: readonly ChosenReporter[], environment: Environment): readonly ChosenReporter[] {
  const inGithub = environment.GITHUB_ACTIONS === "true" && !reporters.some(({ name }) => name === "github");
  return inGithub ? [...reporters, { name: "github" }] : reporters;
}

function tellGithub(run: ToldRun, { GITHUB_STEP_SUMMARY: summary, GITHUB_WORKSPACE: workspace }: Environment): void {
  process.stdout.write(githubAnnotations(run, (file) => belowWorkspace(file, workspace)));
  if (!summary) return;
  try {
    const taken = existsSync(summary) ? statSync(summary).size : 0;
    appendFileSync(summary, githubSummary(run, LARGEST_SUMMARY_BYTES - taken));
  } catch (error) {
    // The verdict stands above; a summary is only a second view of it.
    process.stderr.write(`The summary of the job could not be written to ${summary} (${reasonOf(error)}).\n`);
  }
}

/** GitHub takes paths below the repository, which may hold this project in a folder. */
function belowWorkspace(file: string, workspace: string | undefined): string {
  if (!workspace) return file;
  const path = relative(workspace, resolve(PROJECT_ROOT, file));
  return path.startsWith("..") || isAbsolute(path) ? file : withSlashes(path);
}
