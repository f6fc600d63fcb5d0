import { isDefectId } from "../../../system/defects.ts";
import { describeInfrastructure } from "../../../system/infrastructure.ts";
import { isRevision, System } from "../../../system/revisions.ts";
import { stateMachinesToCreate } from "../../cloud/backends/deployment.ts";
import { isObject } from "../../emulator/stepfunctions/json/json.ts";
import { parseJson } from "../../emulator/stepfunctions/json/parse.ts";
import type { KeptScenario } from "../../report/kept-runs/read-scenario.ts";
import type { MachineDrawing } from "../../report/model/report-model.ts";
import { machineDiagram } from "../../tools/state-machine-player/machine-diagram.ts";
import { layOut } from "../../tools/state-machine-player/svg-layout.ts";
import { DEFAULT_ACCOUNT_ID, DEFAULT_REGION } from "../../world/world-options.ts";

/**
 * Draws machines by the definitions that the story itself created, or else by those of the system that it ran on. Undefined
 * where neither is known: a machine of another backend, a record of a system that is no more.
 */
export function machineDrawer() {
  const drawings = new Map<string, MachineDrawing | undefined>();
  return (machine: string, system: string, scenario: KeptScenario): MachineDrawing | undefined => {
    const definition = createdDefinition(machine, scenario) ?? deployedDefinitions(system).get(machine);
    if (definition === undefined) return undefined;
    if (!drawings.has(definition)) drawings.set(definition, drawingOf(definition));
    return drawings.get(definition);
  };
}

/** The last definition that a request of the story gave the machine. */
function createdDefinition(machine: string, { events, bodies }: KeptScenario): string | undefined {
  const create = events.findLast(
    (event) =>
      event.kind === "operation" && event.operation === "CreateStateMachine" && event.resource.endsWith(machine),
  );
  const sha256 = create?.kind === "operation" ? create.request?.sha256 : undefined;
  const body = bodies.find((known) => known.sha256 === sha256);
  if (body?.kind !== "text") return undefined;
  try {
    const request: unknown = JSON.parse(body.text);
    const named =
      typeof request === "object" && request !== null && "definition" in request ? request.definition : undefined;
    return typeof named === "string" ? named : undefined;
  } catch {
    // Cut off, because it was long.
    return undefined;
  }
}

const deployed = new Map<string, ReadonlyMap<string, string>>();

function deployedDefinitions(description: string): ReadonlyMap<string, string> {
  const known = deployed.get(description);
  if (known) return known;
  const system = systemOf(description);
  const infrastructure =
    system &&
    describeInfrastructure(system, {
      accountId: DEFAULT_ACCOUNT_ID,
      region: DEFAULT_REGION,
      callbackUrl: "https://api.toq.example/callback",
      callbackSecret: "none",
    });
  const machines = system && infrastructure ? stateMachinesToCreate(infrastructure, system) : [];
  const definitions = new Map(machines.map(({ name, definition }) => [name, definition]));
  deployed.set(description, definitions);
  return definitions;
}

/** The system that `fixed + D8` or `incident - D2` describes. */
function systemOf(description: string): System | undefined {
  const [revision = "", ...changes] = description.split(" ");
  if (!isRevision(revision)) return undefined;
  const defects = (sign: string) => changes.filter((_word, index) => changes[index - 1] === sign).filter(isDefectId);
  return new System(revision).with({ added: defects("+"), removed: defects("-") });
}

function drawingOf(definition: string): MachineDrawing | undefined {
  const parsed = parsedDefinition(definition);
  if (!parsed) return undefined;
  const { width, height, boxes, frames, arrows } = layOut(machineDiagram(parsed));
  const name = ({ kind, state }: { kind: string; state: string }): string => (kind === "state" ? state : "");
  return {
    width,
    height,
    boxes: boxes.map(([{ kind, state, type }, { x, y, width, height }]) => ({
      kind,
      state,
      type,
      place: { x, y, width, height },
    })),
    frames: frames.map(([{ label }, { x, y, width, height }]) => ({ label, place: { x, y, width, height } })),
    arrows: arrows.map(([{ from, to, kind, label }, { points, x, y }]) => ({
      // What closes a Parallel or Map is left when the state itself is.
      from: from.kind === "join" ? from.state : name(from),
      to: name(to),
      kind,
      label,
      points: points.map((point) => ({ x: point.x, y: point.y })),
      x,
      y,
    })),
  };
}

function parsedDefinition(definition: string) {
  try {
    const parsed = parseJson(definition);
    return isObject(parsed) ? parsed : undefined;
  } catch {
    // A story may create a machine that is refused.
    return undefined;
  }
}
