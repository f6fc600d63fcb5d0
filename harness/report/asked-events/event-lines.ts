import { describeEvent } from "../../network/describe-event.ts";
import type { RecordedBody } from "../../scenario/record/format.ts";
import type { Palette } from "../../support/palette.ts";
import { printable } from "../../support/printable.ts";
import { asTraceEvent } from "../kept-runs/compared-run.ts";
import type { KeptScenario } from "../kept-runs/read-scenario.ts";
import type { RecordedEvent } from "../kept-runs/recorded-event.ts";
import { toneOf } from "../model/event-tone.ts";

const MOST_CHARACTERS = 1_000;
const MOST_BODY_CHARACTERS = 20_000;

/** Events for a terminal: number, virtual seconds from the run's first event, what happened; below it the bodies. */
export function eventLines(
  { events, bodies }: KeptScenario,
  asked: readonly RecordedEvent[],
  { paint, withBodies }: { readonly paint: Palette; readonly withBodies: boolean },
): string[] {
  const startAt = events[0]?.at ?? 0;
  const bySha256 = new Map(bodies.map((body) => [body.sha256, body]));
  const width = String(events.at(-1)?.sequence ?? 0).length;
  return asked.flatMap((event) => {
    const number = `#${event.sequence}`.padStart(width + 1);
    const at = ((event.at - startAt) / 1_000).toFixed(3).padStart(9);
    const text = printable(describeEvent(asTraceEvent(event)).replaceAll("\n", "\\n"), MOST_CHARACTERS);
    const duration = event.kind === "operation" && event.durationMs !== undefined ? ` (${event.durationMs} ms)` : "";
    const told = toneOf(event) === "failed" ? paint.red(text) : text;
    const line = `${number} ${paint.dim(`${at} s`)}  ${told}${paint.dim(duration)}`;
    return withBodies && event.kind === "operation" ? [line, ...bodyLines(event, bySha256)] : [line];
  });
}

function bodyLines(
  { request, response }: Extract<RecordedEvent, { kind: "operation" }>,
  bodies: ReadonlyMap<string, RecordedBody>,
): string[] {
  return [
    ...(request ? told("request", bodies.get(request.sha256), request.bytes) : []),
    ...(response ? told("response", bodies.get(response.sha256), response.bytes) : []),
  ];
}

function told(what: string, body: RecordedBody | undefined, bytes: number): string[] {
  const text = bodyText(body, bytes);
  return [
    `    ${what}`,
    ...printable(text, MOST_BODY_CHARACTERS)
      .split("\n")
      .map((line) => `      ${line}`),
  ];
}

function bodyText(body: RecordedBody | undefined, bytes: number): string {
  switch (body?.kind) {
    case undefined:
      return `${bytes} bytes, which were not kept`;
    case "text":
      return indented(body.text) + (body.cutAt === undefined ? "" : `\n… cut after ${body.cutAt} characters`);
    case "zip": {
      const more = body.more === undefined ? [] : [`… and ${body.more} more`];
      return [
        `a ZIP of ${bytes} bytes`,
        ...body.entries.map(({ name, bytes: size }) => `${name}  ${size} bytes`),
        ...more,
      ].join("\n");
    }
    case "image":
      return `a ${body.format} picture, ${body.width} × ${body.height}, ${bytes} bytes, SHA-256 ${body.sha256}`;
    case "binary":
      return `${bytes} bytes, SHA-256 ${body.sha256}`;
  }
}

function indented(text: string): string {
  try {
    return /^\s*[[{]/.test(text) ? JSON.stringify(JSON.parse(text), undefined, 2) : text;
  } catch {
    // It only looks like JSON.
    return text;
  }
}
