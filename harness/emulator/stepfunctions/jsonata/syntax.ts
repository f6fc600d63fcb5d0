/** The library's syntax tree, as far as it is looked at: every node and every list below it is walked the same way. */
export interface SyntaxNode {
  type: string;
  value?: unknown;
  steps?: SyntaxNode[];
  [part: string]: unknown;
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

/** Calls `visit` for every node, outer ones first. */
export function walk(part: unknown, visit: (node: SyntaxNode) => void): void {
  const pending: unknown[] = [part];
  const seen = new Set<unknown>();
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next !== "object" || next === null || next instanceof RegExp || seen.has(next)) continue;
    seen.add(next);
    if (isNode(next)) visit(next);
    pending.push(...Object.values(next));
  }
}

/** Names after `$` that the expression uses, its own variables among them. */
export function variableNames(tree: unknown): Set<string> {
  const names = new Set<string>();
  walk(tree, (node) => {
    if (node.type === "variable" && typeof node.value === "string" && node.value !== "") names.add(node.value);
    // The transform operator clones by this function.
    if (node.type === "transform") names.add("clone");
  });
  return names;
}

/** Names after `$` that the expression does not make itself, without functions that are called and `$states`, in no order. */
export function outerNames(tree: unknown): Set<string> {
  const names = variableNames(tree);
  for (const name of [...ownNames(tree), "states", "clone"]) names.delete(name);
  return names;
}

/** Assigned names, parameters, names of positions and joins, and functions that are called. */
function ownNames(tree: unknown): Set<string> {
  const own = new Set<string>();
  const add = (part: unknown): void => {
    if (isNode(part) && typeof part.value === "string") own.add(part.value);
    if (typeof part === "string") own.add(part);
  };
  walk(tree, (node) => {
    if (node.type === "bind") add(node.lhs);
    if (node.type === "function" || node.type === "partial") add(node.procedure);
    if (node.type === "lambda" && Array.isArray(node.arguments)) node.arguments.forEach(add);
    add(node.focus);
    add(node.index);
  });
  return own;
}
