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
