import type { Graph, State } from "../definition/machine.ts";

/** Every state of a machine by its name, those inside Map and Parallel included: names are unique in a machine. */
export function allStates(graph: Graph): Map<string, State> {
  const states = new Map<string, State>();
  const add = (part: Graph): void => {
    for (const [name, state] of part.states) {
      states.set(name, state);
      if (state.type === "Map") add(state.itemProcessor);
      if (state.type === "Parallel") for (const branch of state.branches) add(branch);
    }
  };
  add(graph);
  return states;
}
