import { z } from "zod";

/**
 * Whether a string is a text for people: a message of a log line or of an error. Texts of other kinds (SQL, keys,
 * states, header names) are conduct, whether a page names them or not.
 *
 * The nodes are Babel's; only what is read here is described.
 */
export interface SyntaxPath {
  readonly node: { readonly type: string };
  readonly parentPath: SyntaxPath | null;
  readonly listKey?: string | null | undefined;
  readonly key?: string | number | null;
}

/** Between a text and the call that it is an argument of: choices, joined texts, lists. */
const TRANSPARENT: ReadonlySet<string> = new Set([
  "ConditionalExpression",
  "LogicalExpression",
  "BinaryExpression",
  "TemplateLiteral",
  "ArrayExpression",
  "TSAsExpression",
  "TSSatisfiesExpression",
  "ParenthesizedExpression",
]);
const LOG_METHODS: ReadonlySet<string> = new Set(["debug", "info", "warn", "error"]);
/** `formatError("…")`, `new HttpError(…)`, `refused("…")`: what makes errors is named so. */
const MAKES_ERROR = /(error|refused|refusal)$/i;

const callNode = z.object({ callee: z.object({ type: z.string() }).loose() });
const identifier = z.object({ type: z.literal("Identifier"), name: z.string() });
const member = z.object({ property: identifier });

export function isTextForPeople(path: SyntaxPath): boolean {
  let argument = path;
  while (argument.parentPath && TRANSPARENT.has(argument.parentPath.node.type)) argument = argument.parentPath;
  const call = argument.parentPath;
  if (!call || argument.listKey !== "arguments") return false;
  const parsed = callNode.safeParse(call.node);
  if (!parsed.success) return false;
  const { callee } = parsed.data;
  const called = identifier.safeParse(callee).data?.name;
  if (called !== undefined) return MAKES_ERROR.test(called);
  const method = member.safeParse(callee).data?.property.name;
  return method !== undefined && (LOG_METHODS.has(method) || MAKES_ERROR.test(method));
}
