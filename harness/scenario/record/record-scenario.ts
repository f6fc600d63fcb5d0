import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Trace, TraceEvent } from "../../network/trace.ts";
import type { ScenarioResult } from "../result.ts";
import { type BinaryFacts, describeBinary } from "./describe-body.ts";
import { BODIES, EVENTS, RECORD_VERSION, type RecordedBody, type ScenarioHeader } from "./format.ts";
import type { expectationsOf } from "./held-expectations.ts";
import type { Redaction } from "./redaction.ts";
import { thumbnailOf } from "./thumbnail.ts";

/** Longest text that is kept whole, in characters. */
const MOST_TEXT_CHARACTERS = 262_144;
/** Pictures of a scenario that have a thumbnail, in the order in which events first refer to them. */
const MOST_THUMBNAILS = 100;

export interface RecordedScenario {
  readonly trace: Trace;
  readonly result: ScenarioResult;
  /** What the story expected and found. */
  readonly held?: ReturnType<typeof expectationsOf>;
  readonly redaction: Redaction;
}

/**
 * Writes the events of one scenario and the bodies that they refer to into the folder of a run, without secrets and
 * without anything real: the same run gives the same bytes.
 *
 * @throws what the file system throws; then nothing of the scenario is there.
 */
export async function recordScenario(
  folder: string,
  { trace, result, held, redaction }: RecordedScenario,
): Promise<void> {
  const events = trace.events.map((event) => JSON.stringify(withoutWallTime(event)));
  const bodies = await readBodies(trace);
  const outcome = JSON.stringify({ kind: "result", ...withoutRealTime(result), ...held });
  for (const event of events) redaction.learn(event);
  for (const { text } of bodies) if (text !== undefined) redaction.learn(text);
  redaction.learn(outcome);
  const { id, title, system, seed } = result;
  const header: ScenarioHeader = { kind: "scenario", version: RECORD_VERSION, id, title, system, seed };
  const path = freePath(join(folder, "scenarios", ...id.split("/")));
  try {
    writeFileSync(`${path}${BODIES}`, lines(bodies.map((body) => JSON.stringify(keptBody(body, redaction)))));
    writeFileSync(
      `${path}${EVENTS}`,
      lines([JSON.stringify(header), ...events.map((event) => redaction.text(event)), redaction.text(outcome)]),
    );
  } catch (error) {
    for (const ending of [BODIES, EVENTS]) rmSync(`${path}${ending}`, { force: true });
    throw error;
  }
}

/** Scenarios of one file share its id: the second is `ID~2`. */
function freePath(path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  for (let number = 1; ; number++) {
    const free = number === 1 ? path : `${path}~${number}`;
    if (!existsSync(`${free}${BODIES}`)) return free;
  }
}

interface ReadBody {
  readonly sha256: string;
  readonly body: Buffer;
  readonly text: string | undefined;
  readonly facts: BinaryFacts;
}

/** Bodies in the order in which events first refer to them. */
function referred(trace: Trace): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (const event of trace.of("operation")) {
    for (const reference of [event.request, event.response]) {
      const body = trace.body(reference);
      if (reference && body) found.set(reference.sha256, body);
    }
  }
  return found;
}

async function readBodies(trace: Trace): Promise<ReadBody[]> {
  const bodies = await Promise.all([...referred(trace)].map(([sha256, body]) => readBody(sha256, body)));
  const pictures = bodies.filter(({ facts }) => facts.kind === "image").slice(0, MOST_THUMBNAILS);
  const thumbnails = new Map(
    await Promise.all(pictures.map(async ({ sha256, body }) => [sha256, await thumbnailOf(sha256, body)] as const)),
  );
  return bodies.map((read) => {
    const thumbnail = thumbnails.get(read.sha256);
    if (thumbnail === undefined || read.facts.kind !== "image") return read;
    return { ...read, facts: { ...read.facts, thumbnail } };
  });
}

async function readBody(sha256: string, body: Buffer): Promise<ReadBody> {
  const text = textOf(body);
  const facts: BinaryFacts = text === undefined ? await describeBinary(body) : { kind: "binary" };
  return { sha256, body, text, facts };
}

function keptBody({ sha256, body, text, facts }: ReadBody, redaction: Redaction): RecordedBody {
  const bytes = body.length;
  if (text === undefined) return { sha256, bytes, ...facts };
  const kept = redaction.text(text);
  if (kept.length <= MOST_TEXT_CHARACTERS) return { sha256, bytes, kind: "text", text: kept };
  return { sha256, bytes, kind: "text", text: kept.slice(0, MOST_TEXT_CHARACTERS), cutAt: MOST_TEXT_CHARACTERS };
}

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Undefined for bytes that are no UTF-8, or hold what no text holds. */
function textOf(body: Buffer): string | undefined {
  if (body.includes(0)) return undefined;
  try {
    return UTF8.decode(body);
  } catch {
    return undefined;
  }
}

function withoutWallTime({ wallMs: _, ...event }: TraceEvent): Omit<TraceEvent, "wallMs"> {
  return event;
}

function withoutRealTime({ realMs: _, ...result }: ScenarioResult): Omit<ScenarioResult, "realMs"> {
  return result;
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join("");
}
