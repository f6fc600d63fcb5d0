import type { Graph, State } from "./machine.ts";
import type { Problems } from "./problems.ts";

/**
 * Every target must exist, a machine needs an end, and every state must be reachable (measured on AWS: the end is asked
 * of the machine only, not of branches; without one, AWS does not look for unreachable states).
 */
export function checkTransitions(machine: Graph, problems: Problems): void {
  checkTargets(machine, problems);
  if ([...machine.states.values()].some(isTerminal)) checkReachable(machine, problems);
  else problems.error("MISSING_END_STATE", "Workflow has no terminal state");
  for (const graph of graphsInside(machine)) {
    checkTargets(graph, problems);
    checkReachable(graph, problems);
  }
}

function checkTargets(graph: Graph, problems: Problems): void {
  const check = (target: string, at: string): void => {
    // AWS says 'Next' for all of them (measured).
    if (graph.states.has(target)) return;
    problems.error("MISSING_TRANSITION_TARGET", `Missing 'Next' target: ${target}`, graph.location + at);
  };
  check(graph.startAt, "/StartAt");
  for (const state of graph.states.values()) {
    for (const { target, at } of transitionsOf(state)) check(target, `/States/${state.name}/${at}`);
  }
}

function checkReachable(graph: Graph, problems: Problems): void {
  const reached = new Set<string>();
  const pending = [graph.startAt];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const state = graph.states.get(name);
    if (!state || reached.has(name)) continue;
    reached.add(name);
    for (const { target } of transitionsOf(state)) pending.push(target);
  }
  for (const name of graph.states.keys()) {
    if (reached.has(name)) continue;
    const at = `${graph.location}/States/${name}`;
    problems.error("MISSING_TRANSITION_TARGET", `State "${name}" is not reachable.`, at);
  }
}

function isTerminal(state: State): boolean {
  if (state.type === "Choice") return false;
  return state.type === "Succeed" || state.type === "Fail" || state.next === undefined;
}

/** Branches and item processors at any depth. */
function* graphsInside(graph: Graph): Generator<Graph> {
  for (const state of graph.states.values()) {
    const inner = state.type === "Parallel" ? state.branches : state.type === "Map" ? [state.itemProcessor] : [];
    for (const each of inner) {
      yield each;
      yield* graphsInside(each);
    }
  }
}

interface Transition {
  readonly target: string;
  readonly at: string;
}

function transitionsOf(state: State): Transition[] {
  const transitions: Transition[] = [];
  const add = (target: string | undefined, at: string): void => {
    if (target !== undefined) transitions.push({ target, at });
  };
  if (state.type === "Choice") {
    for (const [index, choice] of state.choices.entries()) add(choice.next, `Choices[${index}]/Next`);
    add(state.default, "Default");
  } else if (state.type !== "Succeed" && state.type !== "Fail") {
    add(state.next, "Next");
  }
  if ("catch" in state) for (const [index, { next }] of state.catch.entries()) add(next, `Catch[${index}]/Next`);
  return transitions;
}
