import { relative } from "node:path";
import { describeEvent } from "../network/describe-event.ts";
import { compareRuns } from "../network/divergence/compare-runs.ts";
import { firstUnusualEvent } from "../network/divergence/unusual-event.ts";
import type { Trace, TraceEvent } from "../network/trace.ts";
import { StoryMistake } from "../support/story-mistake.ts";
import { withSlashes } from "../support/with-slashes.ts";
import type { ScenarioFailure } from "./result.ts";
import { RuleBroken } from "./rule-broken.ts";
import { wrongStatusAnswer } from "./wrong-status.ts";

const LAST_EVENTS = 6;

/**
 * Turns what a scenario threw into an explanation: the rule, expected and found, and the first event that shows the
 * divergence. With the trace of a green run of the same story, that is the first event in which the two differ;
 * otherwise the event that the rule names, or the first one out of the ordinary that the story did not ask for.
 */
export function explainFailure(
  error: unknown,
  trace: Trace,
  green: Trace | undefined,
  /** The first action of the story that nobody awaited. */
  forgotten?: StoryMistake,
): ScenarioFailure {
  const place = placeOf(error);
  if (error instanceof StoryMistake)
    return { rule: error.message, mistake: true, lastEvents: [], ...(place !== undefined && { place }) };
  const broken = error instanceof RuleBroken ? error : undefined;
  const divergence = green && firstDivergence(trace, green);
  const event = divergence?.event ?? broken?.event ?? firstUnusualEvent(trace);
  const { expected, actual } = asRecord(error);
  const message = error instanceof Error ? error.message : String(error);
  const answer = wrongStatusAnswer(expected, actual, trace);
  return {
    rule: broken?.rule ?? (message.split("\n")[0] || "the scenario failed"),
    ...(broken ? { expected: broken.expected, found: broken.found } : showPair(expected, actual)),
    ...(answer !== undefined && { answer }),
    ...(forgotten && { perhaps: `${forgotten.message} (${placeOf(forgotten) ?? "in the story"})` }),
    ...(event && {
      divergence: {
        at: new Date(event.at).toISOString(),
        sequence: event.sequence,
        event: divergence?.text ?? describeEvent(event),
      },
    }),
    lastEvents: trace.events
      .slice(-LAST_EVENTS)
      .map((last) => `${new Date(last.at).toISOString()} ${describeEvent(last)}`),
    ...(place !== undefined && { place }),
  };
}

/** Where a run first departs from the green run of the same story, and how it was there. */
function firstDivergence(trace: Trace, green: Trace): { event: TraceEvent; text: string } | undefined {
  const [first] = compareRuns(trace, green);
  if (!first) return undefined;
  const there = "on the scenario's own system";
  switch (first.kind) {
    case "changed": {
      const { path, here, there: other } = first.difference;
      const part =
        first.difference.part === "outcome"
          ? ""
          : ` (${first.difference.part} ${path}: ${show(here)}, ${there} ${show(other)})`;
      const text = describeEvent(first.event);
      return {
        event: first.event,
        text: part === "" ? `${text}; ${there}: ${describeEvent(first.there)}` : `${text}${part}`,
      };
    }
    case "extra":
      return { event: first.event, text: `${describeEvent(first.event)}; ${there} this does not happen` };
    case "missing": {
      // Of a machine, whose states all have one cause, the one before it tells more.
      const { within, after } = first;
      const event = first.there.kind === "state" ? (after ?? within) : (within ?? after);
      const [begin] = trace.events;
      return begin && { event: event ?? begin, text: `what does not happen: ${describeEvent(first.there)}` };
    }
  }
}

function asRecord(error: unknown): Record<string, unknown> {
  return typeof error === "object" && error !== null ? (error as Record<string, unknown>) : {};
}

function showPair(expected: unknown, actual: unknown): Pick<ScenarioFailure, "expected" | "found"> {
  if (expected === undefined && actual === undefined) return {};
  return { expected: show(expected), found: show(actual) };
}

function show(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value, withMatchers) ?? String(value));
}

/** `expect.any(Number)` inside of data as it was written, not as the object that Vitest makes of it. */
function withMatchers(_name: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("asymmetricMatch" in value)) return value;
  if (!("toAsymmetricMatcher" in value) || typeof value.toAsymmetricMatcher !== "function") return String(value);
  return String(value.toAsymmetricMatcher());
}

/** The scenario file's own line in the stack; of a story elsewhere from the current folder. */
export function placeOf(error: unknown): string | undefined {
  const stack = withSlashes(error instanceof Error ? (error.stack ?? "") : "");
  const [, file, position] = /(?:file:\/\/)?([^\s()]+\.scenario\.ts)(:\d+:\d+)/.exec(stack) ?? [];
  if (file === undefined) return undefined;
  const ours = file.lastIndexOf("scenarios/");
  return `${ours < 0 ? withSlashes(relative(process.cwd(), file)) : file.slice(ours)}${position}`;
}
