import { durationText } from "./duration.ts";
import type { ScenarioOutcome } from "./outcome.ts";
import type { Palette } from "./palette.ts";

const TITLE_WIDTH = 52;
const VIRTUAL_WIDTH = "23 h 59 m virtual".length;

/** One scenario as one line: mark, id, title, virtual and real time, or why it was skipped. */
export function scenarioLine(outcome: ScenarioOutcome, idWidth: number, paint: Palette): string {
  const head = `${markOf(outcome, paint)} ${outcome.id.padEnd(idWidth)}  ${outcome.title.padEnd(TITLE_WIDTH)}`;
  if (outcome.mark === "skipped") return `${head}  ${paint.dim(`skipped: ${outcome.note ?? "no reason given"}`)}`;
  const virtual = outcome.result === undefined ? "" : `${durationText(outcome.result.virtualMs)} virtual`;
  return `${head}  ${paint.dim(`${virtual.padStart(VIRTUAL_WIDTH)}  ${durationText(outcome.realMs).padStart(7)}`)}`;
}

export function markOf(outcome: ScenarioOutcome, paint: Palette): string {
  if (outcome.mark === "passed") return paint.green("✓");
  if (outcome.mark === "failed") return paint.red("✗");
  return paint.yellow("○");
}
