import { isArray, isObject, type Json, type JsonObject } from "../json/json.ts";
import type { Problems } from "./problems.ts";

const PATTERN = /(\.sync|\.waitForTaskToken)(?::\d+)?$/;
const ACTIVITY = /^arn:aws[a-z-]*:states:[^:]*:[^:]*:activity:/;

/**
 * Notes what an Express machine must not have: waiting for a job or a token, activities, distributed Maps
 * (https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html; the words are quoted by users).
 */
export function noteExpressProblems(definition: JsonObject, problems: Problems): void {
  walkGraph(definition, "", problems, 0);
}

/** Deeper graphs are left to the parser, which bounds the depth of a definition. */
const MAXIMUM_DEPTH = 200;

function walkGraph(graph: Json | undefined, location: string, problems: Problems, depth: number): void {
  if (graph === undefined || !isObject(graph) || depth > MAXIMUM_DEPTH) return;
  const states = graph.get("States");
  if (states === undefined || !isObject(states)) return;
  for (const [name, state] of states) {
    if (isObject(state)) walkState(state, `${location}/States/${name}`, problems, depth);
  }
}

function walkState(state: JsonObject, location: string, problems: Problems, depth: number): void {
  const resource = state.get("Resource");
  if (state.get("Type") === "Task" && typeof resource === "string") noteResource(resource, location, problems);
  const branches = state.get("Branches");
  if (branches !== undefined && isArray(branches)) {
    for (const [index, branch] of branches.entries()) {
      walkGraph(branch, `${location}/Branches[${index}]`, problems, depth + 1);
    }
  }
  for (const member of ["Iterator", "ItemProcessor"]) {
    const processor = state.get(member);
    noteMode(processor, `${location}/${member}`, problems);
    walkGraph(processor, `${location}/${member}`, problems, depth + 1);
  }
}

function noteResource(resource: string, location: string, problems: Problems): void {
  const pattern = PATTERN.exec(resource)?.[1];
  if (pattern !== undefined) {
    problems.schema(`Express state machine does not support '${pattern}' service integration`, `${location}/Resource`);
  } else if (ACTIVITY.test(resource)) {
    problems.schema("Express state machine does not support Activity ARN", `${location}/Resource`);
  }
}

function noteMode(processor: Json | undefined, location: string, problems: Problems): void {
  const config = processor !== undefined && isObject(processor) ? processor.get("ProcessorConfig") : undefined;
  if (config === undefined || !isObject(config) || config.get("Mode") !== "DISTRIBUTED") return;
  problems.schema(
    "The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines",
    `${location}/ProcessorConfig/Mode`,
  );
}
