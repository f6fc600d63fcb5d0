import { readFileSync } from "node:fs";
import { join } from "node:path";
import { wantsColours } from "../../support/colours.ts";
import { EXIT } from "../../support/exit-status.ts";
import { palette } from "../../support/palette.ts";
import { PROJECT_ROOT } from "../../support/project-root.ts";
import { reasonOf } from "../../support/reason.ts";
import { writeReportFile } from "../../support/report-file.ts";
import { UsageError } from "../../support/usage-error.ts";
import { type MutantReport, mutantReport, together } from "../../tools/mutants/generated/report.ts";
import { scoreOf, scoresByFolder, shortcomings } from "../../tools/mutants/generated/score.ts";
import { scoreTable } from "../../tools/mutants/generated/score-table.ts";
import { survivorText } from "../../tools/mutants/generated/survivor-text.ts";
import type { OptionValues } from "../framework/options.ts";
import type { MUTANTS_OPTIONS } from "./mutants-options.ts";

type Values = OptionValues<typeof MUTANTS_OPTIONS>;

/** `npm run mutants -- --from …`: the reports of all shards as one. Returns the exit status. */
export function scoreReports(values: Values): number {
  const [first, ...others] = values.from.map(readReport);
  if (first === undefined) throw new UsageError("--from needs a value: --from FILE");
  const seeds = new Set([first, ...others].map(({ seed }) => seed));
  if (seeds.size > 1) throw new UsageError(`The reports are of several seeds: ${[...seeds].join(", ")}.`);
  return publish(together([first, ...others]), values["json-report"]);
}

function readReport(file: string): MutantReport {
  try {
    return mutantReport.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    throw new UsageError(`${file} is no report of npm run mutants: ${reasonOf(error)}`);
  }
}

/** Writes the report, prints survivors and score. Returns the exit status: a part of the whole has no thresholds. */
export function publish(report: MutantReport, file = join(PROJECT_ROOT, "reports", "mutants.json")): number {
  writeReportFile("json-report", file, `${JSON.stringify(report, undefined, 1)}\n`);
  const paint = palette(wantsColours(process.stdout, process.env));
  const { verdicts, equivalents } = report;
  const print = (text: string) => process.stdout.write(`${text}\n`);
  for (const verdict of verdicts.filter(({ caught }) => caught === "no")) print(`${survivorText(verdict, paint)}\n`);
  for (const { mutant, why } of verdicts.filter(({ caught }) => caught === "not judged"))
    print(`${mutant.file}:${mutant.line} could not be judged: ${why ?? ""}`);
  const all = scoreOf("all", verdicts);
  print(scoreTable(scoresByFolder(verdicts), all));
  const texts = Object.values(report.unnamedTexts).reduce((sum, count) => sum + count, 0);
  print(`\nLeft out: ${texts} texts that no page of the contract names, ${equivalents.length} drawn equivalents.`);
  print(`Report: ${file}`);
  if (all.notJudged > 0) return complain(shortcomings(all, equivalents.length), EXIT.ourBug);
  if (report.shard) return EXIT.green;
  return complain(shortcomings(all, equivalents.length), EXIT.red);
}

function complain(sentences: readonly string[], status: number): number {
  for (const sentence of sentences) process.stderr.write(`${sentence}\n`);
  return sentences.length === 0 ? EXIT.green : status;
}
