import { machineTime } from "../../clock/machine-time.ts";
import { placeText } from "../../comparison/incident/page/facts-text.ts";
import type { Link } from "../../comparison/incident/search/causal-chain.ts";
import { wordsOf } from "../../comparison/incident/search/judge-search.ts";
import { type Candidate, nameOf } from "../../comparison/incident/search/world-result.ts";
import { writeIncidentFile } from "../../report/kept-runs/incident-file.ts";
import { KEPT_RUNS } from "../../report/kept-runs/old-runs.ts";
import { RunFolder } from "../../report/kept-runs/run-folder.ts";
import type { IncidentModel } from "../../report/model/incident-model.ts";
import { compareFacts } from "../../scenario/facts/compare-facts.ts";
import type { Fact } from "../../scenario/facts/fact.ts";
import { seeWorld } from "../../scenario/facts/seen.ts";
import { keepScenario } from "../../scenario/record/keep-scenario.ts";
import { Redaction } from "../../scenario/record/redaction.ts";
import type { ScenarioResult } from "../../scenario/result.ts";
import type { World } from "../../world/world.ts";
import { worldSecrets } from "../../world/world-secrets.ts";

/** Named in `reports/runs` until it is a scenario of its own. */
const UNNAMED = "incidents/unnamed";

export interface KeepCauseOptions {
  /** Where runs are kept. */
  readonly root: string;
  /** What was typed. */
  readonly parameters: readonly string[];
  /** Of the folder that `--save` writes. */
  readonly savedAs: string | undefined;
  readonly facts: readonly Fact[];
  /** `MariaDB 10.11.19 (PATH)`. */
  readonly engine: string;
}

/** The world that shows an incident's cause, kept as a run, so that `npm run report` shows it beside the evidence. */
export class KeptCause {
  readonly #options: KeepCauseOptions;
  readonly #from = machineTime.monotonicMs();
  #kept: { readonly run: RunFolder; readonly chain: readonly Link[]; readonly result: ScenarioResult } | undefined;
  #lost: string | undefined;

  constructor(options: KeepCauseOptions) {
    this.#options = options;
  }

  /** Keeps the world with the fields of the evidence beside what it shows. A full disk costs the record alone. */
  async keep(world: World, chain: readonly Link[], cause: Candidate): Promise<void> {
    const { root, parameters, savedAs, facts, engine } = this.#options;
    const comparison = compareFacts(facts, await seeWorld(world, facts), "in-kind", { listing: true });
    const run = new RunFolder({ root, parameters, keep: KEPT_RUNS });
    const { same, agreed, different, notComparable } = comparison;
    const result: ScenarioResult = {
      id: savedAs === undefined ? UNNAMED : `incidents/${savedAs}`,
      title: wordsOf(cause),
      system: nameOf(cause),
      seed: world.seed,
      virtualMs: world.elapsedMs,
      realMs: machineTime.monotonicMs() - this.#from,
      traceHash: world.trace.hash(),
      events: world.trace.events.length,
      engine,
      node: process.versions.node,
      evidence: { same, ...(agreed && { agreed }), different, notComparable },
    };
    const { notKept } = await keepScenario({ world, result }, { folder: run.path, redact: [] });
    this.#lost = notKept;
    this.#kept = { run, chain, result };
  }

  /** Ends the run with what was found, and tells what to type for it; undefined when nothing is kept. */
  end(cause: string, page: string): string | undefined {
    if (!this.#kept) return undefined;
    const { run, chain, result } = this.#kept;
    const { id, title, realMs } = result;
    const scenario = { id, title, mark: "passed", realMs, kept: this.#lost === undefined } as const;
    run.end({ scenarios: [scenario], failures: [], notKept: this.#lost }, false, 0);
    if (run.lost !== undefined) return `The cause's world is not kept: ${run.lost}`;
    const told = chain.map(({ shownAt, ...link }) => ({ ...link, ...(shownAt && { shownAt: placeText(shownAt) }) }));
    writeIncidentFile(run.path, withoutSecrets({ key: id, cause, chain: told, page }));
    return `The cause's world is kept, beside the evidence: npm run report -- ${run.id}`;
  }
}

function withoutSecrets(incident: IncidentModel): IncidentModel {
  const redaction = new Redaction(
    worldSecrets().map((secret) => ["secret", secret] as const),
    [],
  );
  const text = JSON.stringify(incident);
  redaction.learn(text);
  return JSON.parse(redaction.text(text)) as IncidentModel;
}
