import jsonata from "jsonata";
import type { Budget } from "./budget.ts";
import { GuardedRegex } from "./guarded-regex.ts";
import { harden } from "./harden.ts";
import { BUDGET } from "./hidden-names.ts";
import { type AllowedStates, unsupportedReferences } from "./references.ts";
import { outerNames, variableNames } from "./syntax.ts";

/** One `{% … %}` of a definition, compiled when the machine is created. */
export interface JsonataExpression {
  readonly kind: "jsonata";
  /** Between the marks, without blanks around it, as AWS's errors quote it. */
  readonly text: string;
  /** Where it stands in its state, as errors and events name it: `Output`, `Arguments/Payload/id`. */
  readonly field: string;
  readonly program: jsonata.Expression;
  /** Names after `$` in it. */
  readonly variables: ReadonlySet<string>;
  /** Those of them that the expression has from outside: neither its own, nor functions, nor `$states`. */
  readonly reads: ReadonlySet<string>;
  /** Why AWS would not create a machine with it, in AWS's sentences. */
  readonly unsupported: readonly string[];
}

const OPENING = "{%";
const CLOSING = "%}";
const EVERYTHING: AllowedStates = { result: true, errorOutput: true };

/** Whether a text of a definition is an expression: it begins and ends with the marks (recorded: blanks outside make it a plain text, BASE_LITERALS). */
export function isExpression(text: string): boolean {
  return text.length >= OPENING.length + CLOSING.length && text.startsWith(OPENING) && text.endsWith(CLOSING);
}

/** An expression that cannot be compiled; the message is the JSONata reference's, as AWS passes it on. */
export class JsonataSyntaxError extends Error {
  /** The reference's code: `S0201`. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = "JsonataSyntaxError";
    this.code = code;
  }
}

/** Compiles a text for which `isExpression` holds. Throws `JsonataSyntaxError`. */
export function compileExpression(text: string, field: string, allowed = EVERYTHING): JsonataExpression {
  const source = text.slice(OPENING.length, -CLOSING.length).trim();
  const program = compile(source);
  const tree = program.ast();
  const unsupported = unsupportedOf(tree, allowed);
  harden(tree);
  countWork(program);
  return {
    kind: "jsonata",
    text: source,
    field,
    program,
    variables: variableNames(tree),
    reads: outerNames(tree),
    unsupported,
  };
}

function compile(source: string): jsonata.Expression {
  try {
    // The library takes a class; its types say an instance.
    return jsonata(source, { RegexEngine: GuardedRegex as unknown as RegExp });
  } catch (error) {
    const { code, message } = error as { code?: unknown; message?: unknown };
    throw new JsonataSyntaxError(String(code), String(message));
  }
}

function unsupportedOf(tree: unknown, allowed: AllowedStates): readonly string[] {
  try {
    return unsupportedReferences(tree, allowed);
  } catch (error) {
    // Nothing that is nested so deeply can be evaluated either.
    if (error instanceof RangeError) throw new JsonataSyntaxError("S0500", error.message);
    throw error;
  }
}

/** The library calls these around every evaluation of a node; each evaluation brings its own budget. */
function countWork(program: jsonata.Expression): void {
  const assign = program.assign as unknown as (name: symbol, hook: Hook) => void;
  assign(Symbol.for("jsonata.__evaluate_entry"), (_node, _input, environment) => budgetOf(environment).enter());
  assign(Symbol.for("jsonata.__evaluate_exit"), (_node, _input, environment, result) =>
    budgetOf(environment).leave(result),
  );
}

type Hook = (node: unknown, input: unknown, environment: jsonata.Environment, result?: unknown) => void;

function budgetOf(environment: jsonata.Environment): Budget {
  return environment.lookup(BUDGET) as Budget;
}
