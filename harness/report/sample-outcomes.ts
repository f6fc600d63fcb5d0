import type { ScenarioOutcome } from "../scenario/outcome.ts";
import type { ScenarioResult } from "../scenario/result.ts";
import type { ForeignSystem } from "../world/foreign/foreign-system.ts";

/** Results as scenarios leave them; the report is built and tested against these. */
const FIXED: ScenarioResult = {
  id: "listing-28/fixed",
  title: "the ZIP holds the four originals",
  system: "fixed",
  seed: 7,
  virtualMs: 12_800,
  realMs: 412,
  traceHash: "5f1d",
  events: 480,
  engine: "MariaDB 10.11.19 (cache)",
  node: "24",
};

const INCIDENT: ScenarioResult = {
  ...FIXED,
  id: "listing-28/incident",
  title: "the night of 2025-12-03",
  system: "incident",
  virtualMs: 151_000,
  evidence: {
    same: 42,
    different: [{ field: "jobs[14].status", expected: "SUCCEEDED", found: "FAILED" }],
    notComparable: [{ field: "jobs[14].id", reason: "ids are the database's own" }],
  },
  failure: {
    rule: "a finished listing has a bundle",
    expected: "media/28/zip/listing-28.zip",
    found: "no object\nbelow media/28/zip/",
    divergence: { at: "2025-12-03T10:13:41.120Z", sequence: 214, event: "server → sfn StartExecution = 400" },
    lastEvents: ["10:13:41.120 server → sfn StartExecution = 400", "10:13:41.121 server log INFO done"],
    place: "scenarios/listing-28/incident.scenario.ts:31:5",
  },
};

export const PASSED: ScenarioOutcome = outcome(FIXED, "passed");

export const FAILED: ScenarioOutcome = {
  ...outcome(INCIDENT, "failed"),
  errors: [{ name: "RuleBroken", message: "a finished listing has a bundle: ...", frames: ["a.ts:1:1"] }],
};

export const SKIPPED: ScenarioOutcome = {
  id: "listing-28/token-expires",
  title: "a token expires",
  mark: "skipped",
  realMs: 0,
  note: "LocalStack's clock is real",
  errors: [],
};

/** Ended before it could leave a result. */
export const NOT_LOADED: ScenarioOutcome = {
  id: "listing-28/broken",
  title: "cannot be loaded",
  mark: "failed",
  realMs: 3,
  errors: [
    {
      name: "SyntaxError",
      message: "SyntaxError: Unexpected token",
      frames: ["scenarios/listing-28/broken.scenario.ts:3:9"],
    },
  ],
};

function outcome(result: ScenarioResult, mark: ScenarioOutcome["mark"]): ScenarioOutcome {
  return { id: result.id, title: result.title, mark, realMs: result.realMs, result, errors: [] };
}

/** A system that `harness.config.ts` names. */
export const OWN_SYSTEM: ForeignSystem = {
  name: "mine",
  configPath: "/repo/harness.config.ts",
  revision: "current",
  clock: "real",
  baselinePath: "/repo/mine.baseline.json",
  lambdas: {},
  stateMachines: {},
  database: { name: "toq", schema: [], seeds: [], watch: [] },
  services: [],
};
