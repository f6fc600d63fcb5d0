import type { PaceReport } from "../clock/process/foreign-pace.ts";
import type { ScenarioOutcome } from "../scenario/outcome.ts";
import type { Palette } from "../support/palette.ts";
import { durationText } from "./duration.ts";
import { cutTo } from "./live-text.ts";
import { wrappedText } from "./wrapped-text.ts";

const VIRTUAL_WIDTH = "59 m 59 s virtual".length;
const REAL_WIDTH = "59.9 s".length;
const REASON_INDENT = "    ";

/**
 * `trace 5f1d1c0a9e3b7d24 · 480 events · MariaDB 10.11.19 (cache) · Node 24`: the hash that the same seed gives on any
 * machine with these programs. Undefined for a scenario that left no result.
 */
export function traceLine({ result }: ScenarioOutcome, paint: Palette): string | undefined {
  if (result === undefined) return undefined;
  const { traceHash, events, engine, node, ffmpeg, pace } = result;
  const programs = [engine, `Node ${node}`, ...(ffmpeg === undefined ? [] : [`ffmpeg ${ffmpeg}`])];
  return paint.dim(
    [`  trace ${traceHash}`, `${events} events`, ...programs, ...(pace ? paceTexts(pace) : [])].join(" · "),
  );
}

/** How time went on by itself, in a world whose processes live in virtual time. */
function paceTexts({ pulledMs, overdue }: PaceReport): readonly string[] {
  return [
    `processes were ahead by ${Math.round(pulledMs)} ms in all`,
    ...overdue.map(({ label, virtualMs }) => `${label} waited for itself (${durationText(virtualMs)})`),
  ];
}

/** What a run knows of a scenario beside its outcome. */
export interface Standing {
  /** Red, and the baseline knows it. */
  readonly known?: boolean;
  /** A skipped scenario cannot be run against this system; the reason stands below, once for all. */
  readonly notApplicable?: boolean;
  /** The scenario that the reason for skipping was told of already. */
  readonly sameReasonAs?: string | undefined;
  /** Of the terminal; undefined where a line may be as long as it likes. */
  readonly columns?: number;
}

/** A title that is cut shorter says nothing. */
const SHORTEST_TITLE = 16;

/** One scenario on one line: mark, id, virtual and real time, and last the title, which may be long. */
export function scenarioLine(
  outcome: ScenarioOutcome,
  idWidth: number,
  paint: Palette,
  standing: Standing = {},
): string {
  const virtualMs = outcome.result?.virtualMs;
  const virtual = virtualMs === undefined ? "" : `${durationText(virtualMs)} virtual`;
  const real = outcome.mark === "skipped" ? "" : durationText(outcome.realMs);
  const mark = standing.known ? paint.yellow("~") : markOf(outcome, paint);
  const reason = outcome.mark === "skipped" ? skippedText(outcome, standing) : undefined;
  const head = `${mark} ${outcome.id.padEnd(idWidth)}`;
  const headWidth = "✓ ".length + Math.max(idWidth, outcome.id.length);
  const both = `${virtual.padStart(VIRTUAL_WIDTH)}  ${real.padStart(REAL_WIDTH)}`;
  const { columns } = standing;
  if (columns === undefined) {
    const tail = reason === undefined ? "" : paint.dim(` (${reason})`);
    return `${head}  ${paint.dim(both)}  ${outcome.title}${tail}`;
  }
  // A narrow terminal loses the virtual time first, and then the title.
  const times = headWidth + both.length + SHORTEST_TITLE <= columns ? both : real.padStart(REAL_WIDTH);
  const room = columns - headWidth - times.length - 4;
  const title = room >= SHORTEST_TITLE ? `  ${cutTo(outcome.title, room)}` : "";
  const below = reason === undefined ? [] : wrappedText(reason, columns - REASON_INDENT.length);
  return [`${head}  ${paint.dim(times)}${title}`, ...below.map((line) => paint.dim(REASON_INDENT + line))].join("\n");
}

function skippedText({ note }: ScenarioOutcome, { notApplicable, sameReasonAs }: Standing): string {
  if (notApplicable) return "not applicable";
  return sameReasonAs === undefined ? `skipped: ${note ?? "no reason given"}` : `skipped, as ${sameReasonAs}`;
}

function markOf(outcome: ScenarioOutcome, paint: Palette): string {
  if (outcome.mark === "passed") return paint.green("✓");
  if (outcome.mark === "failed") return paint.red("✗");
  return paint.yellow("○");
}
