import { DATA_CHECK, OWN_KEY, OWN_VALUE } from "./hidden-names.ts";
import { keyInside } from "./proto-key.ts";
import { type SyntaxNode, walk } from "./syntax.ts";

const CONSTANT_VALUES: ReadonlySet<string> = new Set(["string", "number", "value"]);

/**
 * Changes a syntax tree so that data cannot reach JavaScript's own objects: names that every object inherits
 * (`constructor`, `__proto__`) are looked up among its own keys only, and an object that is made gets `__proto__` as a
 * key of its own.
 */
export function harden(tree: unknown): void {
  walk(tree, (node) => {
    if (node.type === "name" && typeof node.value === "string" && node.value in Object.prototype)
      lookUpOwn(node, node.value);
    if (node.type === "transform" && node.delete !== undefined)
      node.delete = call(OWN_KEY, [node.delete as SyntaxNode]);
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
    if (key.type === "string") key.value = keyInside(key.value);
    else pair[0] = call(OWN_KEY, [key]);
  }
}

function call(name: string, args: readonly SyntaxNode[]): SyntaxNode {
  return { type: "function", value: "(", procedure: { type: "variable", value: name }, arguments: args };
}
