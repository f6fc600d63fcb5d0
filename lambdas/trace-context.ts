import type { System } from "../system/revisions.ts";

/**
 * The trace of a request goes on from the queue into the execution and out with the callback. D11: it ends at the
 * queue, because the message attribute is ignored; and the callback carries no trace header.
 */
export function continuedTraceparent(system: System, traceparent: string): string {
  return system.has("D11") ? "" : traceparent;
}
