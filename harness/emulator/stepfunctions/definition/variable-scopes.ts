import { isArray, isObject, type Json, type JsonObject } from "../json/json.ts";
import type { Problems } from "./problems.ts";

/**
 * A branch or an iteration reads the variables of the states around it, but must not assign to their names
 * (https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html). A distributed Map has none around it. The
 * sentence and its code are those of other implementations, unverified on AWS.
 */
export function checkVariableScopes(graph: JsonObject, problems: Problems): void {
  checkScope(graph, "", new Set(), problems);
}

function checkScope(graph: Json | undefined, location: string, outer: ReadonlySet<string>, problems: Problems): void {
  const states = [...statesOf(graph)];
  const own = new Set<string>();
  for (const [name, state] of states) {
    for (const { variable, place } of assignments(state)) {
      own.add(variable);
      if (!outer.has(variable)) continue;
      const message = `The variable name '${variable}' was already defined in a parent scope.`;
      problems.error("DUPLICATE_VARIABLE_NAME", message, `${location}/States/${name}/${place}`);
    }
  }
  const around = new Set([...outer, ...own]);
  for (const [name, state] of states) {
    const here = `${location}/States/${name}`;
    for (const [index, branch] of elements(state.get("Branches"))) {
      checkScope(branch, `${here}/Branches[${index}]`, around, problems);
    }
    for (const field of ["ItemProcessor", "Iterator"]) {
      const processor = state.get(field);
      checkScope(processor, `${here}/${field}`, isDistributed(processor) ? new Set() : around, problems);
    }
  }
}

function* statesOf(graph: Json | undefined): Generator<[string, JsonObject]> {
  const states = memberOf(graph, "States");
  if (states === undefined || states === null || !isObject(states)) return;
  for (const [name, state] of states) if (state !== null && isObject(state)) yield [name, state];
}

function* assignments(state: JsonObject): Generator<{ variable: string; place: string }> {
  yield* namesIn(state, "Assign");
  for (const field of ["Choices", "Catch"]) {
    for (const [index, element] of elements(state.get(field))) yield* namesIn(element, `${field}[${index}]/Assign`);
  }
}

function* namesIn(holder: Json, place: string): Generator<{ variable: string; place: string }> {
  const assign = memberOf(holder, "Assign");
  if (assign === undefined || assign === null || !isObject(assign)) return;
  for (const key of assign.keys()) yield { variable: key.replace(/\.\$$/, ""), place: `${place}/${key}` };
}

function elements(list: Json | undefined): Iterable<[number, Json]> {
  return list !== undefined && isArray(list) ? list.entries() : [];
}

function memberOf(value: Json | undefined, name: string): Json | undefined {
  return value !== undefined && value !== null && isObject(value) ? value.get(name) : undefined;
}

function isDistributed(processor: Json | undefined): boolean {
  return memberOf(memberOf(processor, "ProcessorConfig"), "Mode") === "DISTRIBUTED";
}
