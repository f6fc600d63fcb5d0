import { durationText } from "./duration.ts";
import type { ScenarioOutcome } from "./outcome.ts";
import type { Palette } from "./palette.ts";

const VIRTUAL_WIDTH = "59 m 59 s virtual".length;
const REAL_WIDTH = "59.9 s".length;

/** One scenario as one line: mark, id, virtual and real time, title; the title comes last because it may be long. */
export function scenarioLine(outcome: ScenarioOutcome, idWidth: number, paint: Palette): string {
  const virtualMs = outcome.result?.virtualMs;
  const virtual = virtualMs === undefined ? "" : `${durationText(virtualMs)} virtual`;
  const real = outcome.mark === "skipped" ? "" : durationText(outcome.realMs);
  const times = paint.dim(`${virtual.padStart(VIRTUAL_WIDTH)}  ${real.padStart(REAL_WIDTH)}`);
  const reason = outcome.mark === "skipped" ? paint.dim(` (skipped: ${outcome.note ?? "no reason given"})`) : "";
  return `${markOf(outcome, paint)} ${outcome.id.padEnd(idWidth)}  ${times}  ${outcome.title}${reason}`;
}

function markOf(outcome: ScenarioOutcome, paint: Palette): string {
  if (outcome.mark === "passed") return paint.green("✓");
  if (outcome.mark === "failed") return paint.red("✗");
  return paint.yellow("○");
}
