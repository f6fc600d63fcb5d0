import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { BODIES, EVENTS } from "../../scenario/record/format.ts";
import type { KeptScenario } from "../kept-runs/read-scenario.ts";
import { keptRun } from "./kept-run.ts";

/** Writes a run into the folder of runs, as `npm run scenario` would leave it. */
export function writeRun(root: string, id: string, scenarios: readonly KeptScenario[]): void {
  mkdirSync(join(root, id, "scenarios"), { recursive: true });
  writeFileSync(join(root, id, "run.json"), JSON.stringify({ ...keptRun(scenarios).file, id }));
  for (const { key, header, events, result, bodies } of scenarios) {
    const path = join(root, id, "scenarios", ...key.split("/"));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}${EVENTS}`, lines([header, ...events, ...(result ? [result] : [])]));
    writeFileSync(`${path}${BODIES}`, lines(bodies));
  }
}

function lines(values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join("");
}
