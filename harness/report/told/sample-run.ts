import type { ToldRun, ToldScenario } from "./told-run.ts";

const BASE = { realMs: 412, kept: true, file: "scenarios/listing-28/x.scenario.ts" } as const;

export const GREEN: ToldScenario = { ...BASE, id: "listing-28/fixed", title: "the ZIP holds four", mark: "passed" };

export const RED: ToldScenario = {
  ...BASE,
  id: "listing-28/incident",
  title: "the night",
  mark: "failed",
  redBy: "rule",
  rule: "a finished listing has a bundle",
  command: "npm run scenario -- listing-28/incident",
  failure: {
    expected: "1 ZIP",
    found: "none\nat <all> & \u0007",
    place: "scenarios/listing-28/incident.scenario.ts:31:5",
  },
};

export const NOT_LOADED: ToldScenario = {
  ...BASE,
  id: "listing-28/broken",
  title: "cannot be loaded",
  mark: "failed",
  redBy: "error",
  broken: true,
  error: { message: "SyntaxError: Unexpected token", frames: ["scenarios/listing-28/broken.scenario.ts:3:9"] },
};

export const SKIPPED: ToldScenario = {
  ...BASE,
  id: "videos/tour",
  title: "a tour",
  mark: "skipped",
  note: "no ffmpeg",
};

export function toldRunOf(scenarios: readonly ToldScenario[], more: Partial<ToldRun> = {}): ToldRun {
  return {
    id: "20261201-100000-000",
    state: "ended",
    startedAt: "2026-12-01T10:00:00.000Z",
    endedAt: "2026-12-01T10:00:02.500Z",
    parameters: [],
    node: "24.21.0",
    platform: "linux x64",
    scenarios,
    ...more,
  };
}
