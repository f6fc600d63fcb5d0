import { isNode, type SyntaxNode } from "./syntax.ts";

/** Members of `$states`, and where AWS lets an expression read them. */
export interface AllowedStates {
  readonly result: boolean;
  readonly errorOutput: boolean;
}

/** Predicates, sort terms, groups and the parts of a transformation see the values before them, not the context item. */
const IN_ANOTHER_CONTEXT = ["predicate", "stages", "group", "terms", "pattern", "update", "delete"];

/**
 * What AWS refuses an expression for when the machine is created (measured by the floci project): there is no context
 * item, so a path must begin with `$states` or a variable; `$$` is refused; `$states.result` and `$states.errorOutput`
 * only exist where there is a result, an error.
 */
export function unsupportedReferences(tree: unknown, allowed: AllowedStates): string[] {
  const problems: string[] = [];
  const refuse = (sentence: string): void => {
    if (!problems.includes(sentence)) problems.push(sentence);
  };
  const visit = (node: unknown, atTop: boolean): void => {
    if (Array.isArray(node)) for (const part of node) visit(part, atTop);
    if (!isNode(node)) return;
    if (node.type === "variable" && node.value === "$") refuse("Reference to '$$' is not supported.");
    if (node.type === "variable" && node.value === "" && atTop)
      refuse("Reference to '$' at the top level is not supported.");
    if (node.type === "name" && atTop)
      refuse(`Reference to '${String(node.value)}' at the top level is not supported.`);
    if (node.type === "path" && node.steps) {
      const missing = missingStatesMember(node.steps, allowed);
      if (missing !== undefined) refuse(`Field '$states.${missing}' does not exist.`);
      for (const [index, step] of node.steps.entries()) visit(step, atTop && index === 0);
      visitOthers(node, ["steps"], (part) => visit(part, false));
      return;
    }
    visitOthers(node, IN_ANOTHER_CONTEXT, (part) => visit(part, atTop));
    for (const name of IN_ANOTHER_CONTEXT) visitParts(node[name], (part) => visit(part, false));
  };
  visit(tree, true);
  return problems;
}

function missingStatesMember(steps: readonly SyntaxNode[], allowed: AllowedStates): string | undefined {
  const [first, second] = steps;
  if (first?.type !== "variable" || first.value !== "states" || second?.type !== "name") return undefined;
  if (second.value === "result" && !allowed.result) return "result";
  return second.value === "errorOutput" && !allowed.errorOutput ? "errorOutput" : undefined;
}

function visitOthers(node: SyntaxNode, except: readonly string[], visit: (part: unknown) => void): void {
  for (const [name, part] of Object.entries(node)) if (!except.includes(name)) visitParts(part, visit);
}

/** Nodes in a part: the part itself, or those in its lists and plain objects. */
function visitParts(part: unknown, visit: (part: unknown) => void): void {
  if (isNode(part)) visit(part);
  else if (Array.isArray(part)) for (const element of part) visitParts(element, visit);
  else if (typeof part === "object" && part !== null && !(part instanceof RegExp)) {
    for (const element of Object.values(part)) visitParts(element, visit);
  }
}
