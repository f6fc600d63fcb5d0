import type { Outcome } from "../../network/network.ts";
import type { OperationEvent } from "../../network/trace.ts";
import { printableLine } from "../../support/printable-line.ts";

/** Longest resource and caller in a line. */
const LONGEST_NAME = 200;

/**
 * One request as one line: who called, service, operation, what it acts on, status, error code, duration. What clients
 * chose is made harmless.
 *
 * @example client → s3 GetObject 28/raw/a.jpg  404 NoSuchKey  3 ms
 */
export function hopText(event: OperationEvent, outcome: Outcome): string {
  const { source, target, operation, resource, durationMs = 0 } = event;
  const what = [source, "→", target, operation, resource].map((word) => printableLine(word, LONGEST_NAME));
  const result = [
    outcome.status === undefined ? "" : String(outcome.status),
    printableLine(outcome.outcome, LONGEST_NAME),
  ];
  return `${words(what)}  ${words(result)}  ${Math.round(durationMs)} ms`;
}

/** `10:13:16.120`, in UTC, as times in logs and traces are. */
export function timeOfDay(atMs: number): string {
  return new Date(atMs).toISOString().slice(11, 23);
}

function words(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(" ");
}
