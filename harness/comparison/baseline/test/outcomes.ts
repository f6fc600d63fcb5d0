import type { ScenarioOutcome } from "../../../scenario/outcome.ts";
import type { ScenarioFailure, ScenarioResult } from "../../../scenario/result.ts";
import type { BaselineEntry } from "../baseline-entry.ts";

/** A scenario that is red by this rule, as a run leaves it. */
export function red(
  id: string,
  rule: string,
  parts: Partial<ScenarioFailure> = {},
  title = `title of ${id}`,
): ScenarioOutcome {
  const failure = { rule, lastEvents: [], ...parts };
  const errors = [{ name: "RuleBroken", message: `RuleBroken: ${rule}`, frames: [] }];
  return { ...green(id, title), mark: "failed", errors, result: { ...resultOf(id, title), failure } };
}

export function green(id: string, title = `title of ${id}`): ScenarioOutcome {
  return { id, title, mark: "passed", realMs: 1, errors: [], result: resultOf(id, title) };
}

export function skipped(id: string, note: string): ScenarioOutcome {
  return { id, title: `title of ${id}`, mark: "skipped", note, realMs: 0, errors: [] };
}

/** A red scenario that left no result: a time-out, or something that this machine lacks. */
export function ended(id: string, name: string, message: string): ScenarioOutcome {
  return { id, title: `title of ${id}`, mark: "failed", realMs: 1, errors: [{ name, message, frames: [] }] };
}

export function entry(scenario: string, rule: string, parts: Partial<BaselineEntry> = {}): BaselineEntry {
  return { scenario, rule, reason: "ours is slower", since: "2026-01-31", ...parts };
}

function resultOf(id: string, title: string): ScenarioResult {
  return {
    id,
    title,
    system: "current",
    seed: 1,
    realMs: 1,
    traceHash: "5f1d",
    events: 1,
    engine: "MariaDB 10.11.19 (cache)",
    node: "24",
  };
}
