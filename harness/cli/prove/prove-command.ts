import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { System } from "../../../system/revisions.ts";
import { NotOnThisBackend } from "../../cloud/backends/not-on-this-backend.ts";
import { inferPlan } from "../../comparison/incident/inference/infer-plan.ts";
import { asDelivered } from "../../comparison/incident/playing/circumstances.ts";
import { proofText } from "../../comparison/incident/proving/proof-text.ts";
import { proveMend, type Side } from "../../comparison/incident/proving/prove-mend.ts";
import { depart } from "../../comparison/incident/search/departure.ts";
import { departuresOf } from "../../comparison/incident/search/departures.ts";
import { startEngine } from "../../database/engine/start-engine.ts";
import { type FactsEvidence, readFactsEvidence } from "../../scenario/evidence.ts";
import { newMemoiser } from "../../scenario/memoise.ts";
import { EXIT } from "../../support/exit-status.ts";
import { reasonOf } from "../../support/reason.ts";
import { UsageError } from "../../support/usage-error.ts";
import { notApplicable } from "../../world/foreign/not-applicable.ts";
import { type Invocation, runCommand } from "../framework/command.ts";
import type { CommandLine } from "../framework/command-line.ts";
import { findConfiguration } from "../framework/find-system.ts";
import { systemOptions } from "../parity/read-systems.ts";
import { SCENARIOS_DIRECTORY } from "../scenario/scenario-settings.ts";
import { PROVE_HELP, type PROVE_OPTIONS } from "./prove-options.ts";

/** `npm run prove`. Returns the exit status. */
export function proveCommand(invocation: Invocation, scenarios = SCENARIOS_DIRECTORY): Promise<number> {
  const run = (line: CommandLine<typeof PROVE_OPTIONS>) => obey(line, invocation, scenarios);
  return runCommand({ name: "prove", help: PROVE_HELP, run }, invocation);
}

async function obey(
  { values, positionals }: CommandLine<typeof PROVE_OPTIONS>,
  { environment }: Invocation,
  scenarios: string,
): Promise<number> {
  const [id, ...surplus] = positionals;
  if (id === undefined || surplus.length > 0) throw new UsageError("Name one incident: npm run prove -- incidents/ID.");
  if (values.broken === undefined || values.mended === undefined)
    throw new UsageError("Say on which systems: --broken NAME --mended NAME.");
  const evidence = evidenceOf(id, scenarios);
  const { facts } = evidence;
  const { plan } = inferPlan(facts);
  const configuration = await findConfiguration(values.config, process.cwd());
  const sides = {
    broken: await sideOf(values.broken, "broken", evidence, configuration),
    mended: await sideOf(values.mended, "mended", evidence, configuration),
  };
  const { stop, flavour, version, origin, address, run } = await startEngine();
  try {
    const engine = { flavour, version, origin, address, run };
    const proof = await proveMend(plan, facts, sides, { engine, memoise: newMemoiser() });
    const page = proofText(id, proof);
    process.stdout.write(`${page}\n`);
    if (values.page !== undefined) writeFileSync(values.page, page);
    const summary = environment.GITHUB_STEP_SUMMARY;
    if (summary !== undefined && summary !== "") appendFileSync(summary, page);
    return proof.objections.length === 0 ? EXIT.green : EXIT.red;
  } catch (error) {
    if (!(error instanceof NotOnThisBackend)) throw error;
    throw new UsageError(`${id} cannot be played on a system of your own, because it ${error.message}.`);
  } finally {
    await stop();
  }
}

function evidenceOf(id: string, scenarios: string): FactsEvidence {
  const [, folder] = /^(incidents\/[a-z0-9][a-z0-9-]*)\/?$/.exec(id) ?? [];
  if (folder === undefined)
    throw new UsageError(`"${id}" is no saved incident: incidents/ID, as --save has written it.`);
  const file = join(scenarios, folder, "evidence.json");
  try {
    return readFactsEvidence(readFileSync(file, "utf8"), `scenarios/${folder}/evidence.json`);
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    throw new UsageError(
      isMissing
        ? `There is no saved incident scenarios/${folder}: npm run incident -- FILE --save ID makes one.`
        : `scenarios/${folder}/evidence.json cannot be read: ${reasonOf(error)}`,
    );
  }
}

/** The incident's configuration, files and faults stay; its defects are the broken system's alone, where that is its revision. */
async function sideOf(
  name: string,
  which: "broken" | "mended",
  { facts, cause }: FactsEvidence,
  configuration: Awaited<ReturnType<typeof findConfiguration>>,
): Promise<Side> {
  const { revision, foreign, defects } = await systemOptions(name, configuration);
  const of = revision ?? foreign?.revision ?? "fixed";
  const { plan } = inferPlan(facts);
  const departures = departuresOf(plan, cause.revision).filter(({ id }) => cause.departures.includes(id));
  const kept = departures.filter(({ kind }) => kind !== "defect" || (which === "broken" && of === cause.revision));
  const circumstances = depart(asDelivered(of), kept);
  const reason = foreign && notApplicable(foreign, circumstances.world);
  if (reason !== undefined) throw new UsageError(`--${which} ${name}: the incident ${reason}.`);
  const system = new System(of).with({ added: [...circumstances.added, ...defects], removed: circumstances.removed });
  return { name, system, circumstances, ...(foreign && { foreign }) };
}
