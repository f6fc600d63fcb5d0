import type { Json } from "../json/json.ts";
import { fromNative, toNative } from "../json/native.ts";
import type { Variables } from "../query/variables.ts";
import type { JsonataExpression } from "./expression.ts";
import { QueryFailure } from "./query-failure.ts";
import type { JsonataTemplate } from "./template.ts";

/** What expressions see. */
export interface JsonataScope {
  /** `$states`. */
  readonly states: Json;
  readonly variables: Variables;
}

/** Evaluates a template; literals stay as they are. Throws `QueryFailure`. */
export async function evaluateJsonata(template: JsonataTemplate, scope: JsonataScope): Promise<Json> {
  switch (template.kind) {
    case "literal":
      return template.value;
    case "jsonata":
      return evaluateExpression(template, scope);
    case "array": {
      const elements: Json[] = [];
      for (const element of template.elements) elements.push(await evaluateJsonata(element, scope));
      return elements;
    }
    case "object": {
      const members = new Map<string, Json>();
      for (const [key, member] of template.members) members.set(key, await evaluateJsonata(member, scope));
      return members;
    }
  }
}

async function evaluateExpression(expression: JsonataExpression, scope: JsonataScope): Promise<Json> {
  const bindings: Record<string, unknown> = { states: toNative(scope.states) };
  for (const [name, value] of scope.variables.all()) bindings[name] = toNative(value);
  const value: unknown = await expression.program.evaluate(undefined, bindings);
  if (value === undefined) {
    throw new QueryFailure(
      expression.field,
      `The JSONata expression '${expression.text}' specified for the field '${expression.field}' returned nothing (undefined).`,
    );
  }
  return fromNative(value);
}
