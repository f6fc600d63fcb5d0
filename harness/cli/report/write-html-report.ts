import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { builtPage } from "../../report/html/build-page.ts";
import { reportOfRun } from "../../report/html/report-of-run.ts";
import { readKeptRun } from "../../report/kept-runs/read-run.ts";
import { EnvironmentError } from "../../support/environment-error.ts";
import { reasonOf } from "../../support/reason.ts";
import { codeCacheDirectory } from "../framework/code-cache.ts";
import { machineDrawer } from "./draw-machine.ts";
import { excerptReader } from "./read-excerpt.ts";

const MOST_BYTES = 10_000_000;

/** Makes the report of the kept run in `runFolder`, as `index.html` in `folder`. Returns its path. */
export async function writeHtmlReport(
  runFolder: string,
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
  everything = false,
): Promise<string> {
  const id = basename(runFolder);
  const run = readKeptRun(dirname(runFolder), id);
  const html = reportOfRun(run, {
    page: await builtPage(codeCacheDirectory(environment, "transformed")),
    ...(!everything && { mostBytes: MOST_BYTES }),
    everythingBy: `npm run report -- ${id} --everything`,
    drawMachine: machineDrawer(),
    excerptAt: excerptReader(Date.parse(run.file.startedAt)),
  });
  return write(folder, html);
}

/** Whole or not at all. */
function write(folder: string, html: string): string {
  const path = join(folder, "index.html");
  try {
    mkdirSync(folder, { recursive: true });
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
