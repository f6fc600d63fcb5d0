import { DATA_CHECK, OWN_VALUE } from "./hidden-names.ts";
import { type SyntaxNode, walk } from "./syntax.ts";

const CONSTANT_VALUES: ReadonlySet<string> = new Set(["string", "number", "value"]);

/**
 * Changes a syntax tree so that data cannot reach JavaScript's own objects: names that every object inherits
 * (`constructor`, `__proto__`) are looked up among its own keys only.
 */
export function harden(tree: unknown): void {
  walk(tree, (node) => {
    if (node.type === "name" && typeof node.value === "string" && node.value in Object.prototype)
      lookUpOwn(node, node.value);
    if (node.type === "unary" && node.value === "{" && Array.isArray(node.lhs)) checkPairs(node.lhs);
    const group = node.group;
    if (typeof group === "object" && group !== null && "lhs" in group && Array.isArray(group.lhs))
      checkPairs(group.lhs);
  });
}

function lookUpOwn(node: SyntaxNode, name: string): void {
  Object.assign(
    node,
    call(OWN_VALUE, [
      { type: "variable", value: "" },
      { type: "string", value: name },
    ]),
  );
}

function checkPairs(pairs: unknown[]): void {
  for (const pair of pairs) {
    if (!Array.isArray(pair)) continue;
    const [key, value] = pair as [SyntaxNode, SyntaxNode];
    const harmless = CONSTANT_VALUES.has(value.type) || (key.type === "string" && key.value !== "then");
    if (!harmless) pair[1] = call(DATA_CHECK, [value]);
  }
}

function call(name: string, args: readonly SyntaxNode[]): SyntaxNode {
  return { type: "function", value: "(", procedure: { type: "variable", value: name }, arguments: args };
}
