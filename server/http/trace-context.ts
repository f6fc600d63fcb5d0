import type { ServerIds } from "../ports.ts";

const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/** A span of a distributed trace, W3C trace context. */
export interface Span {
  readonly traceId: string;
  readonly spanId: string;
}

/** The span of a request: a child of the caller's when a valid `traceparent` is given, else the root of a new trace. */
export function startRequestSpan(ids: ServerIds, traceparent: string | undefined): Span {
  const parent = traceparent === undefined ? undefined : parseTraceparent(traceparent);
  return { traceId: parent?.traceId ?? ids.hex("trace-id", 32), spanId: ids.hex("span-id", 16) };
}

/** `traceparent` of a call out of the given span: its own span id, flags 01 because the sampler takes every trace. */
export function outgoingTraceparent(ids: ServerIds, span: Span): string {
  return `00-${span.traceId}-${ids.hex("child-span-id", 16)}-01`;
}

function parseTraceparent(text: string): Span | undefined {
  const match = TRACEPARENT.exec(text.trim());
  if (!match) return undefined;
  const [, version, traceId = "", spanId = "", , rest] = match;
  if (version === "ff" || (version === "00" && rest !== undefined)) return undefined;
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined;
  return { traceId, spanId };
}
