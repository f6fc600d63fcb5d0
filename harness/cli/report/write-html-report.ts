import { renameSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { builtPage } from "../../report/html/build-page.ts";
import { reportOfRun } from "../../report/html/report-of-run.ts";
import { readIncidentFile } from "../../report/kept-runs/incident-file.ts";
import type { RunPlace } from "../../report/kept-runs/locate-run.ts";
import { type KeptRun, readKeptRun } from "../../report/kept-runs/read-run.ts";
import type { DiffModel } from "../../report/model/diff-model.ts";
import { EnvironmentError } from "../../support/environment-error.ts";
import { makeFolder } from "../../support/make-folder.ts";
import { reasonOf } from "../../support/reason.ts";
import { codeCacheDirectory } from "../framework/code-cache.ts";
import { machineDrawer } from "./draw-machine.ts";
import { excerptReader } from "./read-excerpt.ts";

const MOST_BYTES = 10_000_000;
/** Differences of one scenario; many more say nothing new, and `--everything` keeps them. */
const MOST_DEPARTURES = 2_000;

export interface HtmlReportOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Leave nothing out. */
  readonly everything?: boolean;
  /** The run that this one is compared with. */
  readonly other?: RunPlace | undefined;
}

/** The report of a kept run as one HTML file. */
export async function htmlReport(
  { root, id }: RunPlace,
  { environment, everything = false, other }: HtmlReportOptions,
): Promise<string> {
  const run = readKeptRun(root, id);
  const incident = readIncidentFile(run.folder);
  const most = everything ? undefined : MOST_DEPARTURES;
  const diff = other && (await comparedWith(run, other, most));
  const withOther = other === undefined ? "" : ` --with ${other.id}`;
  return reportOfRun(run, {
    page: await builtPage(codeCacheDirectory(environment, "transformed")),
    ...(!everything && { mostBytes: MOST_BYTES }),
    everythingBy: `npm run report -- ${id}${withOther} --everything`,
    ...(diff && { diff }),
    ...(incident && { incident }),
    drawMachine: machineDrawer(),
    excerptAt: excerptReader(Date.parse(run.file.startedAt)),
  });
}

async function comparedWith(run: KeptRun, { root, id }: RunPlace, most: number | undefined): Promise<DiffModel> {
  const [{ runDiff }, { diffModel }] = await Promise.all([
    import("../../report/run-diff/run-diff.ts"),
    import("../../report/run-diff/shown-diff.ts"),
  ]);
  return diffModel(runDiff(run, readKeptRun(root, id)), most);
}

/** Makes the report of the kept run in `runFolder`, as `index.html` in `folder`. Returns its path. */
export async function writeHtmlReport(runFolder: string, folder: string, options: HtmlReportOptions): Promise<string> {
  return write(folder, await htmlReport({ root: dirname(runFolder), id: basename(runFolder) }, options));
}

/** Whole or not at all. */
function write(folder: string, html: string): string {
  const path = join(folder, "index.html");
  try {
    makeFolder(folder);
    // Two commands may write the same report at once.
    writeFileSync(`${path}.${process.pid}`, html);
    renameSync(`${path}.${process.pid}`, path);
  } catch (error) {
    throw new EnvironmentError(
      `The report cannot be written to ${path} (${reasonOf(error)}). Name another folder: npm run report -- --out DIR`,
    );
  }
  return path;
}
