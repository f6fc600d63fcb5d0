import type { Intrinsic } from "../intrinsics/intrinsic.ts";
import type { Json } from "../json/json.ts";
import type { JsonPath } from "../jsonpath/json-path.ts";

/** What a field with a path or an intrinsic function asks for; compiled when the machine is created. */
export type Query = PathQuery | CallQuery;

export interface PathQuery {
  readonly kind: "path";
  /** As written: `$.a`, `$$.Execution.Id`, `$variable.b`. */
  readonly text: string;
  readonly path: JsonPath;
  readonly root: QueryRoot;
}

/** `$` is the state's data, `$$` the Context object, `$name` a variable. */
export type QueryRoot = { readonly kind: "input" } | { readonly kind: "context" } | VariableRoot;

interface VariableRoot {
  readonly kind: "variable";
  readonly name: string;
}

export interface CallQuery {
  readonly kind: "call";
  readonly text: string;
  readonly name: string;
  readonly intrinsic: Intrinsic;
  readonly args: readonly (Query | LiteralArgument)[];
}

export interface LiteralArgument {
  readonly kind: "literal";
  readonly value: Json;
}
