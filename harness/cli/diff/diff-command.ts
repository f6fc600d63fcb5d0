import { locateRun, namesRun, type RunPlace } from "../../report/kept-runs/locate-run.ts";
import { readKeptRun } from "../../report/kept-runs/read-run.ts";
import { diffLines } from "../../report/run-diff/diff-lines.ts";
import { runDiff } from "../../report/run-diff/run-diff.ts";
import { EXIT } from "../../support/exit-status.ts";
import { palette } from "../../support/palette.ts";
import { UsageError } from "../../support/usage-error.ts";
import { runCommand } from "../framework/command.ts";
import type { CommandLine } from "../framework/command-line.ts";
import { KEPT_RUNS_FOLDER, type KeptRunsInvocation } from "../framework/kept-runs-folder.ts";
import { writeWhole } from "../framework/write-whole.ts";
import { DIFF_HELP, type DIFF_OPTIONS } from "./diff-options.ts";

type Line = CommandLine<typeof DIFF_OPTIONS>;

/** `npm run diff`: two kept runs compared. Returns the exit status; every failure has been printed. */
export function diffCommand(invocation: KeptRunsInvocation): Promise<number> {
  return runCommand({ name: "diff", help: DIFF_HELP, run: (line) => obey(line, invocation) }, invocation);
}

async function obey(line: Line, invocation: KeptRunsInvocation): Promise<number> {
  const { values } = line;
  const sides = values.system.length > 0 ? await newRuns(line, invocation) : keptRuns(line, invocation);
  if ("code" in sides) return sides.code;
  const { runs, scenarios } = sides;
  const [here, there] = runs.map(({ root, id }) => readKeptRun(root, id, scenarios));
  if (!here || !there) throw new Error("two runs are compared");
  if (here.scenarios.length + there.scenarios.length === 0) {
    throw new UsageError(`Neither ${here.file.id} nor ${there.file.id} kept a scenario. Run them without --no-record.`);
  }
  const diff = runDiff(here, there);
  if (values.html !== undefined) {
    const { htmlReport } = await import("../report/write-html-report.ts");
    const [mine, other] = runs;
    const { environment } = invocation;
    writeWhole(values.html, await htmlReport(mine, { environment, everything: values.all, other }), "html");
  }
  const paint = palette(process.stdout.isTTY === true && !invocation.environment.NO_COLOR);
  const text = values.json
    ? JSON.stringify(diff, undefined, 2)
    : diffLines(diff, { paint, all: values.all }).join("\n");
  process.stdout.write(`${text}\n`);
  return diff.same ? EXIT.green : EXIT.red;
}

interface Sides {
  readonly runs: readonly [RunPlace, RunPlace];
  readonly scenarios: readonly string[];
}

function keptRuns({ values, positionals }: Line, { runs = KEPT_RUNS_FOLDER }: KeptRunsInvocation): Sides {
  if (values.seed !== undefined) throw new UsageError("--seed is for runs that are made now: say --system NAME NAME.");
  const named = positionals.filter(namesRun);
  const scenarios = positionals.filter((text) => !namesRun(text));
  const [one = "previous", other = "newest", ...more] = named;
  if (more.length > 0) throw new UsageError(`Two runs are compared; ${named.join(", ")} are ${named.length}.`);
  return { runs: [locateRun(runs, one), locateRun(runs, other)], scenarios };
}

async function newRuns(
  { values, positionals }: Line,
  { environment, runs = KEPT_RUNS_FOLDER }: KeptRunsInvocation,
): Promise<Sides | { readonly code: number }> {
  // `--system incident fixed`: an option has one value, so the second system is the first word behind it.
  const [first, second = positionals[0], ...more] = values.system;
  const scenarios = values.system.length > 1 ? positionals : positionals.slice(1);
  if (first === undefined || second === undefined || more.length > 0) {
    throw new UsageError("Two systems are compared: --system NAME NAME, as in --system incident fixed.");
  }
  const parameters = [
    ...scenarios,
    ...(values.seed === undefined ? [] : ["--seed", String(values.seed)]),
    ...(values.config === undefined ? [] : ["--config", values.config]),
  ];
  const places: RunPlace[] = [];
  const { runSystem } = await import("./run-systems.ts");
  for (const system of [first, second]) {
    const ran = await runSystem(system, { root: runs, parameters, environment });
    if ("code" in ran) return ran;
    places.push({ root: runs, id: ran.id });
  }
  const [one, other] = places;
  if (!one || !other) throw new Error("two systems were run");
  return { runs: [one, other], scenarios: [] };
}
