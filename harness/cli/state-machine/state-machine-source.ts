import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parse as parseYaml } from "yaml";
import { describeInfrastructure } from "../../../system/infrastructure.ts";
import { type RevisionName, System } from "../../../system/revisions.ts";
import { stateMachinesToCreate } from "../../cloud/backends/deployment.ts";
import { UsageError } from "../../support/usage-error.ts";
import type { MachineSource } from "../../tools/state-machine-player/played-machine.ts";
import { DEFAULT_ACCOUNT_ID, DEFAULT_REGION } from "../../world/world-options.ts";
import { type Substitution, substitute } from "./substitutions.ts";

/** The project's own machines, by the names that people type. */
const OWN_MACHINES = ["processing", "finalization"] as const;

/**
 * The definition in a file (JSON, or YAML by its ending), or one of the project's own machines of a revision. Throws
 * UsageError when there is no such file or a value has no placeholder; its content is not validated, but invalid YAML is refused.
 */
export function readMachine(
  file: string,
  revision: RevisionName,
  substitutions: readonly Substitution[],
): MachineSource {
  const source = readSource(file, revision);
  return { ...source, definition: substitute(source.definition, substitutions) };
}

function readSource(file: string, revision: RevisionName): MachineSource {
  const own = OWN_MACHINES.find((known) => known === file);
  if (own !== undefined) return ownMachine(own, revision);
  const text = readText(file);
  const name = basename(file)
    .replace(/(?:\.asl)?\.(?:json|ya?ml)$/i, "")
    .replace(/[^A-Za-z0-9_-]/g, "-")
    .slice(0, 80);
  return { name, definition: /\.ya?ml$/i.test(file) ? fromYaml(file, text) : text };
}

function ownMachine(own: (typeof OWN_MACHINES)[number], revision: RevisionName): MachineSource {
  const system = new System(revision);
  const infrastructure = describeInfrastructure(system, {
    accountId: DEFAULT_ACCOUNT_ID,
    region: DEFAULT_REGION,
    callbackUrl: "https://api.toq.example/callback",
    callbackSecret: "none",
  });
  const index = infrastructure.stateMachines.findIndex(({ definition }) => definition === own);
  const machine = stateMachinesToCreate(infrastructure, system)[index];
  if (!machine) throw new UsageError(`The system "${revision}" has no state machine ${own}.`);
  return machine;
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `${file} cannot be read (${reason}). Give the file of a definition, or one of ${OWN_MACHINES.join(" and ")}.`,
    );
  }
}

function fromYaml(file: string, text: string): string {
  try {
    return JSON.stringify(parseYaml(text)) ?? "null";
  } catch (error) {
    throw new UsageError(`${file} is not YAML: ${error instanceof Error ? error.message.split("\n")[0] : error}`);
  }
}
