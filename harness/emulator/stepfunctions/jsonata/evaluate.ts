import type { Json } from "../json/json.ts";
import type { Variables } from "../query/variables.ts";
import { Budget } from "./budget.ts";
import type { JsonataExpression } from "./expression.ts";
import type { FunctionTools } from "./functions/aws-function.ts";
import { ownValue } from "./functions/lookup.ts";
import { BUDGET, DATA_CHECK, OWN_KEY, OWN_VALUE } from "./hidden-names.ts";
import { bindFunction } from "./library.ts";
import { JsonataLimit } from "./limits.ts";
import { NativeValues, UnsupportedResult } from "./native.ts";
import { keyInside } from "./proto-key.ts";
import { QueryFailure } from "./query-failure.ts";
import type { JsonataTemplate } from "./template.ts";

/** What expressions see. */
export interface JsonataScope {
  /** Members of `$states`, each made only when an expression asks for `$states`. */
  readonly states: Readonly<Record<string, () => Json>>;
  readonly variables: Variables;
  readonly tools: FunctionTools;
}

/** Evaluates a template; literals stay as they are. Throws `QueryFailure`. */
export async function evaluateJsonata(template: JsonataTemplate, scope: JsonataScope): Promise<Json> {
  return new Evaluation(scope).template(template);
}

/** One field being evaluated: its expressions share what has been converted for them. */
class Evaluation {
  readonly #scope: JsonataScope;
  readonly #values = new NativeValues();
  #states: object | undefined;

  constructor(scope: JsonataScope) {
    this.#scope = scope;
  }

  async template(template: JsonataTemplate): Promise<Json> {
    switch (template.kind) {
      case "literal":
        return template.value;
      case "jsonata":
        return this.#expression(template);
      case "array": {
        const elements: Json[] = [];
        for (const element of template.elements) elements.push(await this.template(element));
        return elements;
      }
      case "object": {
        const members = new Map<string, Json>();
        for (const [key, member] of template.members) members.set(key, await this.template(member));
        return members;
      }
    }
  }

  async #expression(expression: JsonataExpression): Promise<Json> {
    try {
      const value: unknown = await expression.program.evaluate(undefined, this.#bindings(expression));
      if (value !== undefined) return this.#values.fromNative(value);
    } catch (error) {
      const { text, field } = expression;
      if (error instanceof UnsupportedResult) {
        // LocalStack's words, which leave out "specified".
        throw new QueryFailure(
          field,
          `The JSONata expression '${text}' for the field '${field}' returned an unsupported result type.`,
        );
      }
      throw new QueryFailure(field, `${subject(expression)} ${describeError(error)}`);
    }
    throw new QueryFailure(expression.field, `${subject(expression)} returned nothing (undefined).`);
  }

  /** Only what the expression names; a name of the definition hides a function. */
  #bindings(expression: JsonataExpression): Record<string, unknown> {
    const { variables, tools } = this.#scope;
    const budget = new Budget();
    const bindings: Record<string, unknown> = {
      [BUDGET]: budget,
      [DATA_CHECK]: requireData,
      [OWN_KEY]: keyInside,
      [OWN_VALUE]: ownValue,
    };
    for (const name of expression.variables) {
      const variable = variables.get(name);
      if (name === "states") bindings[name] = this.#statesObject();
      else if (variable !== undefined) bindings[name] = this.#values.toNative(variable);
      // What is neither is bound too, to nothing: AWS has no $eval.
      else if (!(name in bindings)) bindings[name] = bindFunction(name, tools, budget);
    }
    return bindings;
  }

  /** `$states`, with members converted when they are read. */
  #statesObject(): object {
    if (this.#states) return this.#states;
    const states = this.#values.emptyObject();
    for (const [name, read] of Object.entries(this.#scope.states)) {
      let native: { value: unknown } | undefined;
      Object.defineProperty(states, name, {
        enumerable: true,
        get: () => {
          native ??= { value: this.#values.toNative(read()) };
          return native.value;
        },
      });
    }
    this.#states = states;
    return states;
  }
}

function subject({ text, field }: JsonataExpression): string {
  return `The JSONata expression '${text}' specified for the field '${field}'`;
}

/** AWS ends a refusal with a code after a full stop, its own limits after a colon (measured by the floci project). */
function describeError(error: unknown): string {
  if (error instanceof JsonataLimit) return `threw an error during evaluation: ${error.message}`;
  const { code, message } = libraryError(error);
  if (code !== undefined) return `threw an error during evaluation. ${code}: ${message}`;
  return "threw an internal error during evaluation.";
}

/** The library throws plain objects with `code` and `message`. */
function libraryError(error: unknown): { code?: string; message?: string } {
  if (typeof error !== "object" || error === null || !("code" in error) || !("message" in error)) return {};
  return typeof error.code === "string" && /^[A-Z]\d{4}$/.test(error.code)
    ? { code: error.code, message: String(error.message) }
    : {};
}

function requireData(value: unknown): unknown {
  if (typeof value === "function") throw new UnsupportedResult("A function is no value of an object.");
  return value;
}
