import type { TestCase } from "vitest/node";
import type { Deselected } from "../../report/run-record.ts";
import { EXIT } from "../../support/exit-status.ts";
import { printableLine } from "../../support/printable-line.ts";
import { reasonOf } from "../../support/reason.ts";
import { nothingMatches } from "./nothing-matches.ts";
import type { ScenarioRun } from "./scenario-run.ts";
import { startVitest } from "./start-vitest.ts";
import { vitestFilters } from "./vitest-filters.ts";

/** One scenario as `--list` tells it. */
interface Listed {
  readonly id: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly file: string;
  /** At which it begins. */
  readonly line: number | undefined;
}

/** Prints what would run; needs no database, and runs nothing. */
export async function listScenarios(run: ScenarioRun, asJson: boolean): Promise<number> {
  const vitest = await startVitest({ ...run, watch: false }, [], { includeTaskLocation: true });
  vitest.provide("runOptions", run.runOptions);
  if (run.titlePattern) vitest.setGlobalTestNamePattern(run.titlePattern);
  try {
    const { testModules, unhandledErrors } = await vitest.collect(vitestFilters(run), { staticParse: false });
    const broken = testModules.flatMap((module) =>
      module.errors().map(({ message }) => `${run.idOf(module.moduleId)} cannot be loaded: ${message}`),
    );
    for (const problem of [...broken, ...unhandledErrors.map(reasonOf)])
      process.stderr.write(`${printableLine(problem)}\n`);
    const all = testModules.flatMap((module) => [...module.children.allTests()]);
    const wanted = all.filter(({ options }) => options.mode !== "skip").map((test) => listed(run, test));
    if (wanted.length === 0 && broken.length === 0) throw nothingMatches(run, all.map(deselected));
    process.stdout.write(asJson ? `${JSON.stringify(wanted.toSorted(byPlace), undefined, 2)}\n` : text(wanted));
    return broken.length + unhandledErrors.length > 0 ? EXIT.red : EXIT.green;
  } finally {
    await vitest.close();
  }
}

function deselected({ name, options }: TestCase): Deselected {
  return { title: name, tags: options.tags ?? [] };
}

function listed(run: ScenarioRun, { name, module, options, location }: TestCase): Listed {
  const { moduleId: file } = module;
  return { id: run.idOf(file), title: name, tags: options.tags ?? [], file, line: location?.line };
}

function byPlace(a: Listed, b: Listed): number {
  if (a.id !== b.id) return a.id < b.id ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0);
}

function text(scenarios: readonly Listed[]): string {
  const files = new Set(scenarios.map(({ file }) => file)).size;
  const width = Math.max(...scenarios.map(({ id, line }) => `${id}:${line}`.length));
  const lines = scenarios.toSorted(byPlace).map(({ id, line, title, tags }) => {
    const told = tags.map((tag) => `@${tag}`).join(" ");
    return `${`${id}:${line}`.padEnd(width)}  ${printableLine(title)}  ${told}`;
  });
  const count = `${scenarios.length} ${scenarios.length === 1 ? "scenario" : "scenarios"}`;
  return `${[...lines, "", `${count} in ${files} ${files === 1 ? "file" : "files"}`].join("\n")}\n`;
}
