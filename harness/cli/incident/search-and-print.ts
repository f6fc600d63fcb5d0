import { availableParallelism } from "node:os";
import { machineTime, waitOnMachine } from "../../clock/machine-time.ts";
import { inferPlan } from "../../comparison/incident/inference/infer-plan.ts";
import { type Investigation, investigate } from "../../comparison/incident/investigate.ts";
import { causeText } from "../../comparison/incident/page/cause-text.ts";
import { incidentPage } from "../../comparison/incident/page/incident-page.ts";
import type { ReadReport } from "../../comparison/incident/reading/read-inputs.ts";
import { wordsOf } from "../../comparison/incident/search/judge-search.ts";
import type { EngineDescription } from "../../database/engine/engine.ts";
import { startEngine } from "../../database/engine/start-engine.ts";
import type { Fact } from "../../scenario/facts/fact.ts";
import { newMemoiser } from "../../scenario/memoise.ts";
import { isVideo } from "../../scenario/named-uploads.ts";
import { EnvironmentError } from "../../support/environment-error.ts";
import { EXIT } from "../../support/exit-status.ts";
import type { OptionValues } from "../framework/options.ts";
import { writeIncident } from "./incident-folder.ts";
import type { INCIDENT_OPTIONS } from "./incident-options.ts";
import { type KeepCauseOptions, KeptCause } from "./keep-cause.ts";

const DEFAULT_BUDGET_SECONDS = 60;
const MOST_THREADS = 8;
/** A line on standard error after so many worlds. */
const PROGRESS_WORLDS = 25;

type Values = OptionValues<typeof INCIDENT_OPTIONS>;

/** Searches for the cause and prints the page; with `--save` it writes the gate. Returns the exit status. */
export async function searchAndPrint(
  report: ReadReport,
  values: Values,
  kept: Pick<KeepCauseOptions, "root" | "parameters">,
): Promise<number> {
  const facts = values.save === undefined ? report.facts : await withoutPersonalData(report.facts, values);
  const { budget, worlds } = values;
  await requireFfmpeg(facts);
  const { stop, ...engine } = await startEngine({
    onProgress: (text) => void process.stderr.write(`database: ${text}\n`),
  });
  try {
    const { flavour, version, origin, address, run } = engine;
    const description: EngineDescription = { flavour, version, origin, address, run };
    const told = `${flavour === "mariadb" ? "MariaDB" : "MySQL"} ${version} (${origin})`;
    const keptCause = new KeptCause({ ...kept, savedAs: values.save, facts, engine: told });
    const investigation = await investigate(facts, {
      engine: description,
      parallel: Math.min(MOST_THREADS, availableParallelism()),
      ...(worlds === undefined ? { until: untilUsedUp(budget ?? DEFAULT_BUDGET_SECONDS) } : { worlds }),
      onWorld: (_, tried) => {
        if (tried % PROGRESS_WORLDS === 0) process.stderr.write(`${tried} worlds\n`);
      },
      inspectCause: (world, chain, cause) => keptCause.keep(world, chain, cause),
      onProgress: (what) => void process.stderr.write(`${what}\n`),
    });
    const page = causeText(investigation);
    process.stdout.write(`\n${page}\n`);
    const { explainedBy } = investigation.judgement;
    if (!explainedBy) {
      if (values.save !== undefined) process.stderr.write("Nothing is written: what is not explained is no gate.\n");
      return EXIT.notExplained;
    }
    const sentence = keptCause.end(wordsOf(explainedBy.first), page);
    if (sentence !== undefined) process.stdout.write(`\n${sentence}\n`);
    if (values.save !== undefined) await save(values.save, facts, investigation, description);
    return EXIT.green;
  } finally {
    await stop();
  }
}

/** Clips are made in place of an incident's videos, and converted. */
async function requireFfmpeg(facts: readonly Fact[]): Promise<void> {
  const { plan } = inferPlan(facts);
  if (!plan.files.some(isVideo)) return;
  const { provideFfmpeg } = await import("../../support/ffmpeg/provide-ffmpeg.ts");
  const onProgress = (text: string): void => void process.stderr.write(`${text}\n`);
  const found = await provideFfmpeg({ environment: process.env, onProgress, wait: waitOnMachine });
  if ("missing" in found)
    throw new EnvironmentError(`The incident has videos, and without ffmpeg none is played: ${found.missing}`);
}

/** Aborted when the budget is used up; the process need not stay for it. */
function untilUsedUp(seconds: number): AbortSignal {
  const controller = new AbortController();
  machineTime.setTimeout(() => controller.abort(), 1_000 * seconds).unref();
  return controller.signal;
}

/** What is printed and written from here on knows only the stand-ins. */
async function withoutPersonalData(facts: readonly Fact[], values: Values): Promise<readonly Fact[]> {
  const { redact } = await import("../../comparison/incident/gate/redact.ts");
  const { facts: clean, replaced } = redact(facts, { fileNames: values["redact-file-names"] });
  const counts = [...replaced].map(([what, count]) => `${count} × ${what}`);
  process.stdout.write(`\nReplaced before anything is written: ${counts.join(", ") || "nothing"}\n`);
  return clean;
}

async function save(
  id: string,
  facts: readonly Fact[],
  investigation: Investigation,
  engine: EngineDescription,
): Promise<void> {
  const cause = investigation.judgement.explainedBy?.first;
  if (!cause) return;
  const { makeGate } = await import("../../comparison/incident/gate/make-gate.ts");
  const gate = await makeGate(investigation.plan, facts, cause, { engine, memoise: newMemoiser() });
  const { same, different, notComparable } = gate.comparison;
  writeIncident(id, {
    "incident.scenario.ts": gate.source,
    "evidence.json": gate.evidence,
    "incident.md": incidentPage(id, facts, investigation),
  });
  const counts = `${same} fields same, ${different.length} the same in kind alone, ${notComparable.length} not comparable`;
  process.stdout.write(
    `\nscenarios/incidents/${id} is written: ${counts}\n` +
      `  npm run scenario -- incidents/${id}\n  npm run prove -- incidents/${id} --broken ${cause.revision} --mended fixed\n`,
  );
}
