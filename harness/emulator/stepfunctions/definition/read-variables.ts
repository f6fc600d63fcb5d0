import { parseJson } from "../json/parse.ts";
import { writeJson } from "../json/write.ts";
import type { Graph, Machine, State } from "./machine.ts";
import { writtenStates } from "./walk-states.ts";

/** Members of a state that hold other states, or only names. */
const NOT_ITS_OWN: ReadonlySet<string> = new Set(["branches", "itemProcessor", "program", "variables", "unsupported"]);

/**
 * The variables that each state reads, by the state's name, in the order in which its definition names them. States that
 * read none are left out. That the names have no `$` is how the API reference shows them; their order is an assumption.
 */
export function readVariables(definitionText: string, machine: Machine): ReadonlyMap<string, readonly string[]> {
  const texts = new Map(
    [...writtenStates(parseJson(definitionText))].map(({ name, state }) => [name, writeJson(state)]),
  );
  const references = new Map<string, readonly string[]>();
  for (const state of statesOf(machine)) {
    const names = new Set<string>();
    collect(state, names);
    if (names.size === 0) continue;
    const text = texts.get(state.name) ?? "";
    const place = (name: string): number => text.search(new RegExp(`\\$${name}(?![\\p{ID_Continue}])`, "u"));
    references.set(
      state.name,
      [...names].sort((left, right) => place(left) - place(right)),
    );
  }
  return references;
}

function* statesOf(graph: Graph): Generator<State> {
  for (const state of graph.states.values()) {
    yield state;
    if (state.type === "Map") yield* statesOf(state.itemProcessor);
    if (state.type === "Parallel") for (const branch of state.branches) yield* statesOf(branch);
  }
}

/** Every path whose root is a variable, and what expressions have from outside. */
function collect(part: unknown, names: Set<string>): void {
  if (typeof part !== "object" || part === null) return;
  if (part instanceof Map || part instanceof Set || Array.isArray(part)) {
    for (const element of part.values()) collect(element, names);
    return;
  }
  if ("kind" in part && "name" in part && part.kind === "variable") names.add(String(part.name));
  if ("reads" in part && part.reads instanceof Set) for (const name of part.reads) names.add(String(name));
  for (const [member, value] of Object.entries(part)) if (!NOT_ITS_OWN.has(member)) collect(value, names);
}
