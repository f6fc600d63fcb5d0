import type { Graph, State } from "./machine.ts";
import type { Problems } from "./problems.ts";

/** Every target must exist, and every state must be reachable. */
export function checkTransitions(graph: Graph, location: string, problems: Problems): void {
  const missing = (target: string, at: string, field: string): void => {
    if (!graph.states.has(target)) problems.transition(`Missing '${field}' target: ${target}`, at);
  };
  missing(graph.startAt, `${location}/StartAt`, "StartAt");
  const reached = new Set<string>([graph.startAt]);
  for (const state of graph.states.values()) {
    for (const { target, field, at } of transitionsOf(state)) {
      missing(target, `${location}/States/${state.name}/${at}`, field);
      reached.add(target);
    }
  }
  for (const name of graph.states.keys()) {
    if (!reached.has(name)) problems.transition(`State "${name}" is not reachable.`, `${location}/States/${name}`);
  }
}

interface Transition {
  readonly target: string;
  readonly field: "Next" | "Default";
  readonly at: string;
}

function transitionsOf(state: State): Transition[] {
  const transitions: Transition[] = [];
  const add = (target: string | undefined, at: string, field: "Next" | "Default" = "Next"): void => {
    if (target !== undefined) transitions.push({ target, field, at });
  };
  if (state.type === "Choice") {
    for (const [index, choice] of state.choices.entries()) add(choice.next, `Choices[${index}]/Next`);
    add(state.default, "Default", "Default");
  } else if (state.type !== "Succeed" && state.type !== "Fail") {
    add(state.next, "Next");
  }
  if ("catch" in state) for (const [index, { next }] of state.catch.entries()) add(next, `Catch[${index}]/Next`);
  return transitions;
}
