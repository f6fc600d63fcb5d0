import { RuntimeFailure } from "../execution/failure.ts";
import { isArray, isObject, type Json, NumberAsWritten } from "../json/json.ts";
import { passesFilter } from "./filter-evaluate.ts";
import { describeSteps, type JsonPath, type PathStep } from "./json-path.ts";

/** A document has at most 262,144 bytes, and so fewer values. */
const MAXIMUM_NODES = 1_000_000;

/** A definite path that names nothing. The message is Jayway's, which AWS passes on. */
export class PathNotFound extends Error {
  constructor(message: string) {
    super(message);
    this.name = "PathNotFound";
  }
}

/**
 * The value of a path in a document: the node of a definite path (throws `PathNotFound` when missing), the list of
 * nodes of any other, which may be empty (recorded: test_json_path_array_wildcard_or_slice_with_no_input).
 */
export function evaluatePath(path: JsonPath, root: Json): Json {
  if (!path.definite) return findNodes(path.steps, root, root);
  const value = findDefinite(path, root);
  if (value === undefined) throw new PathNotFound(reasonOfMissing(path, root));
  return value;
}

/** As `evaluatePath`, with `undefined` for a missing node. */
export function lookUpPath(path: JsonPath, root: Json): Json | undefined {
  return path.definite ? findDefinite(path, root) : findNodes(path.steps, root, root);
}

function findDefinite(path: JsonPath, root: Json): Json | undefined {
  let node: Json | undefined = root;
  for (const step of path.steps) {
    if (node === undefined) return undefined;
    node = stepInto(node, step);
  }
  return node;
}

function stepInto(node: Json, step: PathStep): Json | undefined {
  if (step.kind === "index") return isArray(node) ? node.at(step.indexes[0] as number) : undefined;
  if (step.kind !== "member" || !isObject(node)) return undefined;
  if (step.names.length === 1) return node.get(step.names[0] as string);
  const chosen = new Map<string, Json>();
  for (const name of step.names) {
    const value = node.get(name);
    if (value !== undefined) chosen.set(name, value);
  }
  return chosen;
}

/** Names the first step that fails. Wording recorded in test_catch_states_runtime; the rest is Jayway's source. */
function reasonOfMissing(path: JsonPath, root: Json): string {
  let node: Json = root;
  for (const [index, step] of path.steps.entries()) {
    const here = describeSteps(path.steps.slice(0, index));
    if (step.kind === "member" && !isObject(node)) {
      return `Expected to find an object with property ${describeSteps([step]).slice(1)} in path ${here} but found '${javaClass(node)}'. This is not a json object according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider'.`;
    }
    if (step.kind === "index" && !isArray(node)) {
      return `Filter: ${describeSteps([step]).slice(1)} can only be applied to arrays. Current context is: ${here}`;
    }
    const next = stepInto(node, step);
    if (next === undefined) {
      const isLast = index === path.steps.length - 1;
      return isLast || step.kind === "index"
        ? `No results for path: ${describeSteps(path.steps)}`
        : `Missing property in path ${describeSteps(path.steps.slice(0, index + 1))}`;
    }
    node = next;
  }
  throw new Error(`${path.text} was reported missing, but it exists.`);
}

function javaClass(value: Json): string {
  const node = "com.fasterxml.jackson.databind.node.";
  if (value === null) return "null";
  if (typeof value === "string") return `${node}TextNode`;
  if (typeof value === "boolean") return `${node}BooleanNode`;
  if (isArray(value)) return `${node}ArrayNode`;
  return typeof value === "number" && Number.isInteger(value) ? `${node}IntNode` : `${node}DoubleNode`;
}

/** All nodes that the steps reach, in document order. */
function findNodes(steps: readonly PathStep[], start: Json, root: Json): Json[] {
  let nodes: Json[] = [start];
  for (const [index, step] of steps.entries()) {
    const next: Json[] = [];
    // After `..` a filter asks each node itself, not the elements of lists once more.
    const each = step.kind === "filter" && steps[index - 1]?.kind === "descent";
    for (const node of nodes) {
      if (!(each && isArray(node))) collect(node, step, root, next);
      // `$..*..*..*` names more nodes than there are atoms: the document is small, the path is not.
      if (next.length > MAXIMUM_NODES) throw new RuntimeFailure("The path names too many nodes.");
    }
    nodes = next;
  }
  return nodes;
}

function collect(node: Json, step: PathStep, root: Json, into: Json[]): void {
  switch (step.kind) {
    case "member":
      if (!isObject(node)) return;
      for (const name of step.names) pushFound(node.get(name), into);
      return;
    case "index":
      if (!isArray(node)) return;
      for (const index of step.indexes) pushFound(node.at(index), into);
      return;
    case "slice":
      if (isArray(node)) for (const child of node.slice(step.from ?? 0, step.to ?? node.length)) into.push(child);
      return;
    case "wildcard":
      for (const child of childrenOf(node)) into.push(child);
      return;
    case "filter":
      // Scalars never match (documented: `@` only matches objects).
      for (const child of isArray(node) ? node : [node])
        if (isContainer(child) && passesFilter(step.condition, child, root, findNodes)) into.push(child);
      return;
    case "descent":
      into.push(node);
      for (const child of childrenOf(node)) collect(child, step, root, into);
  }
}

function isContainer(value: Json): boolean {
  return value !== null && typeof value === "object" && !(value instanceof NumberAsWritten);
}

function pushFound(value: Json | undefined, into: Json[]): void {
  if (value !== undefined) into.push(value);
}

function childrenOf(node: Json): readonly Json[] {
  if (isArray(node)) return node;
  return isObject(node) ? [...node.values()] : [];
}
