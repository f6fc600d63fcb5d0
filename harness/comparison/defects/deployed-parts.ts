import type { DefectId } from "../../../system/defects.ts";
import {
  describeInfrastructure,
  type FunctionDescription,
  functionArn,
  ROLES,
} from "../../../system/infrastructure.ts";
import { System } from "../../../system/revisions.ts";
import { stateMachinesToCreate } from "../../cloud/backends/deployment.ts";
import type { Trace } from "../../network/trace.ts";
import { DEFAULT_ACCOUNT_ID, DEFAULT_REGION } from "../../world/world-options.ts";

/** A defect that is asked about only while the deployment is described, and what it changes there. */
export interface DeploymentQuestion {
  /** How often one deployment asks about it. */
  readonly times: number;
  /** Parts that differ with the defect. */
  readonly parts: readonly Part[];
}

interface Part {
  readonly text: string;
  /** Whether a run may have used the part; false only when its trace excludes it. */
  readonly isUsedIn: (trace: Trace) => boolean;
}

/** The defects that the deployment of the fixed system asks about. */
export function deploymentQuestions(): ReadonlyMap<DefectId, DeploymentQuestion> {
  const times = new Map<DefectId, number>();
  const fixed = partsOf(new System("fixed", [], (id) => times.set(id, (times.get(id) ?? 0) + 1)));
  return new Map(
    [...times].map(([defect, count]) => {
      const changed = partsOf(new System("fixed", [defect]));
      const names = [...new Set([...fixed.keys(), ...changed.keys()])];
      const parts = names
        .filter((name) => fixed.get(name)?.text !== changed.get(name)?.text)
        .flatMap((name) => fixed.get(name) ?? changed.get(name) ?? []);
      return [defect, { times: count, parts }] as const;
    }),
  );
}

function partsOf(system: System): ReadonlyMap<string, Part> {
  const at = describeInfrastructure(system, {
    accountId: DEFAULT_ACCOUNT_ID,
    region: DEFAULT_REGION,
    callbackUrl: "",
    callbackSecret: "",
  });
  const { functions, stateMachines: _named, eventSourceMappings, policies, ...rest } = at;
  const parts = new Map<string, Part>([["rest", { text: JSON.stringify(rest), isUsedIn: () => true }]]);
  for (const machine of stateMachinesToCreate(at, system)) {
    parts.set(`machine ${machine.name}`, {
      text: JSON.stringify(machine),
      isUsedIn: (trace) => usesMachine(trace, machine.name),
    });
  }
  for (const description of functions) {
    parts.set(`function ${description.name}`, {
      text: JSON.stringify(description),
      isUsedIn: (trace) => usesFunction(trace, functionArn(at, description.name), description),
    });
  }
  parts.set("mappings", { text: JSON.stringify(eventSourceMappings), isUsedIn: usesMappings });
  for (const [role, statements] of Object.entries(policies)) {
    for (const statement of statements) {
      const [service = ""] = statement.actions[0]?.split(":") ?? [];
      parts.set(`policy ${role} ${statement.actions.join()}`, {
        text: JSON.stringify(statement),
        isUsedIn: (trace) => usesService(trace, service, role),
      });
    }
  }
  return parts;
}

function usesMachine(trace: Trace, name: string): boolean {
  return trace
    .of("operation")
    .filter(({ target }) => target === "states")
    .some(({ operation, request }) => operation !== "StartExecution" || trace.body(request)?.includes(`:${name}"`));
}

function usesFunction(trace: Trace, arn: string, { name }: FunctionDescription): boolean {
  return trace
    .of("operation")
    .some(
      ({ target, operation, resource }) =>
        target === name || resource === name || resource === arn || (target === "lambda" && operation !== "Invoke"),
    );
}

function usesMappings(trace: Trace): boolean {
  return trace
    .of("operation")
    .some(
      ({ source, target, operation }) =>
        source === "event-source-mapping" || (target === "lambda" && operation !== "Invoke"),
    );
}

/** The backend's requests come from the server; the callers of all others are not examined. */
function usesService(trace: Trace, service: string, role: string): boolean {
  return trace
    .of("operation")
    .some(({ source, target }) => target === service && (role !== ROLES.backend || source === "server"));
}
