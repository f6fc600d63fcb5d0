import { AwsError } from "../../gateway/aws-error.ts";
import type { Graph, Machine, State } from "../definition/machine.ts";
import { parseMachine } from "../definition/parse-machine.ts";
import { isArray, isObject, type Json, type JsonObject } from "../json/json.ts";
import { JsonSyntaxError } from "../json/json-syntax-error.ts";
import { parseJson } from "../json/parse.ts";
import { writeJson } from "../json/write.ts";
import { isEmulated } from "../tasks/task-resource.ts";

/** The name of a state that is tested without a machine (recorded: every `$states.context` of TestState). */
const LONE_STATE = "StateName";

/** A state as it stands in its machine. */
export interface StateUnderTest {
  readonly machine: Machine;
  readonly state: State;
  /** It runs once for every item of a Map. */
  readonly insideMap: boolean;
}

/**
 * The state that a definition describes, or the one of that name in a whole machine, at any depth. Throws
 * InvalidDefinition, or ValidationException when there is no such state (recorded: test_base_state_name_validation_failures).
 */
export function findStateUnderTest(
  definition: string,
  stateName: string | undefined,
  isMocked: boolean,
): StateUnderTest {
  const text = stateName === undefined ? wrapState(definition) : definition;
  // The states beside it are not run, so that they may call what nobody emulates.
  const isNotRun = (name: string): boolean => isMocked || name !== (stateName ?? LONE_STATE);
  const machine = parseMachine(text, "STANDARD", { isEmulated, isMocked: isNotRun });
  const found = findState(machine, stateName ?? LONE_STATE, false);
  if (!found) throw new AwsError("ValidationException", "State not found in definition");
  return { machine, ...found };
}

/** The state of that name in a graph or below it. */
export function findState(
  graph: Graph,
  name: string,
  insideMap: boolean,
): { readonly state: State; readonly insideMap: boolean } | undefined {
  const state = graph.states.get(name);
  if (state) return { state, insideMap };
  for (const parent of graph.states.values()) {
    const below = parent.type === "Map" ? [parent.itemProcessor] : parent.type === "Parallel" ? parent.branches : [];
    for (const inner of below) {
      const found = findState(inner, name, insideMap || parent.type === "Map");
      if (found) return found;
    }
  }
  return undefined;
}

/** A machine of that state alone; what it would go on to are states that succeed. */
function wrapState(definition: string): string {
  const state = parseState(definition);
  // What is no object is refused as a machine would be.
  if (!state) return definition;
  const states = new Map<string, Json>([...targetsOf(state)].map((target) => [target, SUCCEED]));
  states.set(LONE_STATE, state);
  return writeJson(
    new Map<string, Json>([
      ["StartAt", LONE_STATE],
      ["States", states],
    ]),
  );
}

const SUCCEED: Json = new Map([["Type", "Succeed"]]);

function parseState(text: string): JsonObject | undefined {
  try {
    const value = parseJson(text);
    return isObject(value) ? value : undefined;
  } catch (error) {
    if (error instanceof JsonSyntaxError) return undefined;
    throw error;
  }
}

/** Names of the states that follow: Next, Default, and those of choices and catchers. */
function targetsOf(fields: JsonObject): Set<string> {
  const targets = new Set<string>();
  for (const name of ["Next", "Default"]) {
    const target = fields.get(name);
    if (typeof target === "string") targets.add(target);
  }
  for (const name of ["Choices", "Catch"]) {
    const clauses = fields.get(name);
    if (clauses === undefined || !isArray(clauses)) continue;
    for (const clause of clauses) {
      const target = isObject(clause) ? clause.get("Next") : undefined;
      if (typeof target === "string") targets.add(target);
    }
  }
  return targets;
}
