import type { Arrow, Box } from "./machine-diagram.ts";
import type { TakenPath } from "./taken-path.ts";

/** How a box is shown: as one that an execution passed, as one that failed, or neither. */
export type Mark = "taken" | "failed" | "plain";

export function markOf(box: Box, path: TakenPath | undefined): Mark {
  if (!path) return "plain";
  if (box.kind === "start") return "taken";
  if (box.kind === "end") return path.succeeded ? "taken" : "plain";
  if (box.kind === "join") return path.exited.has(box.state) ? "taken" : "plain";
  if (path.failed.has(box.state)) return "failed";
  return path.entered.has(box.state) ? "taken" : "plain";
}

/** Whether an execution went along this arrow. */
export function isTaken({ from, to, kind }: Arrow, path: TakenPath | undefined): boolean {
  if (!path) return false;
  if (kind === "enter") return path.entered.has(to.state);
  if (kind === "leave") return path.ended.has(from.state);
  return path.wentFrom(from.state, to.state);
}
