import type { Fields } from "./fields.ts";
import type { Graph, ParallelState } from "./machine.ts";
import { parseCallState } from "./shared-fields.ts";

export function parseParallel(name: string, fields: Fields, parseGraph: (fields: Fields) => Graph): ParallelState {
  fields.require("Branches");
  return {
    type: "Parallel",
    ...parseCallState(name, fields),
    branches: fields.someObjects("Branches").map((branch) => {
      const graph = parseGraph(branch);
      branch.refuseOthers();
      return graph;
    }),
  };
}
