import { expect, test } from "vitest";
import { ImportGraph } from "./import-graph.ts";

function graph(...edges: readonly [string, string][]): ImportGraph {
  const made = new ImportGraph();
  for (const [importer, imported] of edges) made.add(importer, imported);
  return made;
}

test("what imports a module, directly or not, goes with it; what it imports itself stays, in the order of its loading", () => {
  const world = graph(
    ["world", "server"],
    ["world", "cloud"],
    ["server", "rows"],
    ["cloud", "clock"],
    ["rows", "clock"],
  );
  expect(world.modulesWithout(new Set())).toEqual(["clock", "rows", "server", "cloud", "world"]);
  expect(world.modulesWithout(new Set(["server"]))).toEqual(["clock", "rows", "cloud"]);
  expect(world.modulesWithout(new Set(["clock"]))).toEqual([]);
  expect(world.modulesWithout(new Set(["elsewhere"]))).toHaveLength(5);
});
