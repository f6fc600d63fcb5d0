import { RuntimeFailure } from "../execution/failure.ts";
import { IntrinsicError } from "../intrinsics/intrinsic.ts";
import type { Json } from "../json/json.ts";
import { writeJson } from "../json/write.ts";
import { evaluatePath, lookUpPath, PathNotFound } from "../jsonpath/evaluate.ts";
import type { CallQuery, PathQuery, Query } from "./query.ts";
import type { Scope } from "./scope.ts";
import type { Template } from "./template.ts";

/** Evaluates a payload template. Throws `RuntimeFailure`. */
export function evaluateTemplate(template: Template, scope: Scope): Json {
  if (template.kind === "literal") return template.value;
  if (template.kind === "array") return template.elements.map((element) => evaluateTemplate(element, scope));
  const members = new Map<string, Json>();
  for (const [key, part] of template.fixed) members.set(key, evaluateTemplate(part, scope));
  for (const { name, query } of template.queried) members.set(name, evaluateField(query, `${name}.$`, scope));
  return members;
}

/** Evaluates a field `name.$` of a payload template. */
export function evaluateField(query: Query, field: string, scope: Scope): Json {
  if (query.kind === "call") return evaluateCall(query, field, scope);
  const root = rootOf(query, scope);
  try {
    return evaluatePath(query.path, root);
  } catch (error) {
    if (!(error instanceof PathNotFound)) throw error;
    // Wording: docs/contract/pipeline.md speaks of missing paths; the sentence is AWS's, as users quote it. The input of a
    // path into the Context object is the Context object (also quoted by users, with `$$.Map.Item.Value.checkId`).
    throw new RuntimeFailure(
      `The JSONPath '${query.text}' specified for the field '${field}' could not be found in the input '${writeJson(root)}'`,
    );
  }
}

/** Evaluates InputPath, OutputPath or ItemsPath (wording recorded: test_catch_states_runtime). */
export function evaluatePathField(query: PathQuery, scope: Scope): Json {
  try {
    return evaluatePath(query.path, rootOf(query, scope));
  } catch (error) {
    if (!(error instanceof PathNotFound)) throw error;
    throw new RuntimeFailure(`Invalid path '${query.text}' : ${error.message}`);
  }
}

/** The value of a path, `undefined` when there is none. */
export function lookUp(query: PathQuery, scope: Scope): Json | undefined {
  if (query.root.kind === "variable") {
    const value = scope.variables.get(query.root.name);
    return value === undefined ? undefined : lookUpPath(query.path, value);
  }
  return lookUpPath(query.path, query.root.kind === "context" ? scope.context() : scope.input);
}

function rootOf(query: PathQuery, scope: Scope): Json {
  if (query.root.kind === "input") return scope.input;
  if (query.root.kind === "context") return scope.context();
  const value = scope.variables.get(query.root.name);
  if (value === undefined) {
    throw new RuntimeFailure(`The variable '${query.root.name}' referenced by '${query.text}' has not been assigned.`);
  }
  return value;
}

/** Reasons are quoted by users: a missing argument, and arguments of the wrong kind, about which AWS says no more. */
function evaluateCall(query: CallQuery, field: string, scope: Scope): Json {
  const args = query.args.map((argument) => {
    if (argument.kind === "literal") return argument.value;
    return argument.kind === "call" ? evaluateCall(argument, field, scope) : evaluateArgument(argument, query, scope);
  });
  try {
    return query.intrinsic.evaluate(args, scope.tools);
  } catch (error) {
    if (!(error instanceof IntrinsicError)) throw error;
    throw callFailure(query, `Invalid arguments in States.${query.name}${error.detail ? `: ${error.detail}` : ""}`);
  }
}

function evaluateArgument(argument: PathQuery, query: CallQuery, scope: Scope): Json {
  const root = rootOf(argument, scope);
  try {
    return evaluatePath(argument.path, root);
  } catch (error) {
    if (!(error instanceof PathNotFound)) throw error;
    throw callFailure(
      query,
      `The JsonPath argument for the field '${argument.text}' could not be found in the input '${writeJson(root)}'`,
    );
  }
}

function callFailure(query: CallQuery, reason: string): RuntimeFailure {
  return new RuntimeFailure(`The function '${query.text}' had the following error: ${reason}`);
}
