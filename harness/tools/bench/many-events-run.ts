import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { RecordedEvent, RecordedResult } from "../../report/kept-runs/recorded-event.ts";
import {
  BODIES,
  EVENTS,
  RECORD_VERSION,
  type RecordedBody,
  type ScenarioHeader,
} from "../../scenario/record/format.ts";
import type { RunFile } from "../../scenario/record/run-file.ts";

/** Id of the only scenario of such a run. */
export const MANY_EVENTS = "bench/many-events";

const START = Date.parse("2025-12-03T10:00:00Z");
/** One request of a person with all that it leads to. */
const EVENTS_OF_A_REQUEST = 10;
/** Of the run that departs, one request in so many does. */
const DEPARTS_EVERY = 500;

export interface ManyEventsOptions {
  /** Where runs are kept, and the run's id. */
  readonly root: string;
  readonly id: string;
  /** How many; a multiple of ten. */
  readonly events: number;
  /** Departs from the run without it, in one request of 500. */
  readonly departs?: boolean;
}

/** Keeps a run of one scenario with so many events of all kinds, as `npm run scenario` would, without any chance in it. */
export function keepManyEventsRun({ root, id, events: count, departs = false }: ManyEventsOptions): void {
  const story = new ManyEvents(departs);
  for (let number = 0; number < count / EVENTS_OF_A_REQUEST; number++) story.request(number);
  const { events, bodies } = story;
  const title = `a story of ${count} events`;
  const header: ScenarioHeader = {
    kind: "scenario",
    version: RECORD_VERSION,
    id: MANY_EVENTS,
    title,
    system: departs ? "fixed + D12" : "fixed",
    seed: 1,
  };
  const last = events.at(-1)?.sequence ?? 0;
  const result: RecordedResult = {
    kind: "result",
    virtualMs: (events.at(-1)?.at ?? START) - START,
    traceHash: departs ? "departs" : "green",
    events: count,
    engine: "none",
    node: process.versions.node,
    ...(departs && {
      failure: {
        rule: "every request is answered",
        expected: "200",
        found: "500",
        divergence: { at: new Date(START).toISOString(), sequence: last, event: "a statement fails" },
        lastEvents: [],
      },
    }),
  };
  const path = join(root, id, "scenarios", ...MANY_EVENTS.split("/"));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}${EVENTS}`, lines([header, ...events, result]));
  writeFileSync(`${path}${BODIES}`, lines(bodies));
  const file: RunFile = {
    version: RECORD_VERSION,
    id,
    state: "ended",
    owner: { pid: process.pid, startTicks: "0" },
    startedAt: "2026-12-01T10:00:00.000Z",
    endedAt: "2026-12-01T10:00:10.000Z",
    parameters: [],
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    scenarios: [
      {
        id: MANY_EVENTS,
        title,
        mark: departs ? "failed" : "passed",
        realMs: 10_000,
        kept: true,
        ...(departs && { rule: "every request is answered" }),
      },
    ],
  };
  writeFileSync(join(root, id, "run.json"), JSON.stringify(file));
}

type Told<Event> = Event extends unknown ? Omit<Event, "version" | "sequence" | "at" | "cause"> : never;

class ManyEvents {
  readonly events: RecordedEvent[] = [];
  readonly #bodies = new Map<string, RecordedBody>();
  readonly #departs: boolean;

  constructor(departs: boolean) {
    this.#departs = departs;
  }

  get bodies(): readonly RecordedBody[] {
    return [...this.#bodies.values()];
  }

  /** A request, its statements, what they change, a message, the function that takes it, and an execution's state. */
  request(number: number): void {
    const at = number * 97;
    const departs = this.#departs && number % DEPARTS_EVERY === DEPARTS_EVERY - 1;
    const asset = { listingIdentityId: 28, sequence: number % 40, name: `photo-${number}.jpg` };
    const post = this.#hop(at, 0, ["photographer", "server", "POST /api/v2/listings/media"], {
      request: this.#body(asset),
      response: this.#body({ data: { ...asset, status: "PROCESSING" } }),
      outcome: departs ? "500" : "200",
      durationMs: 60,
    });
    this.#statement(at + 2, post, "SELECT media_assets", number, departs ? "0 rows" : "1 rows");
    const update = this.#statement(at + 4, post, "UPDATE media_assets", number, departs ? "0 affected" : "1 affected");
    this.#add(at + 5, update, {
      kind: "row",
      table: "media_assets",
      key: String(number),
      change: "update",
      before: { id: number, status: "PENDING_UPLOAD" },
      after: { id: number, status: departs ? "FAILED" : "PROCESSING" },
    });
    this.#add(at + 6, post, {
      kind: "log",
      source: "server",
      level: departs ? "ERROR" : "INFO",
      message: "service.media.process",
      fields: [
        ["listing_identity_id", 28],
        ["asset_id", number],
      ],
    });
    const send = this.#hop(at + 7, post, ["server", "sqs", "SendMessage"], { request: this.#body({ job: number }) });
    const run = this.#hop(at + 20, send, ["lambda", "listing-media-thumbnails-staging", "invocation"], {
      durationMs: 400,
    });
    this.#hop(at + 30, run, ["listing-media-thumbnails-staging", "s3", "PutObject"], {
      resource: `28/processed/photo-${number}.jpg`,
    });
    this.#add(at + 40, send, {
      kind: "state",
      source: "listing-media-processing-sm-staging",
      execution: `arn:aws:states:us-east-1:123456789012:execution:listing-media-processing-sm-staging:${number}`,
      type: "TaskStateEntered",
      state: "Thumbnails",
    });
    this.#add(at + 41, run, { kind: "note", source: "harness", message: `request ${number} is done` });
  }

  #statement(at: number, cause: number, operation: string, id: number, outcome: string): number {
    const request = this.#body({ sql: `${operation} WHERE id = ?`, values: [id] });
    return this.#hop(at, cause, ["server", "mysql", operation], { request, outcome });
  }

  #hop(
    at: number,
    cause: number,
    [source, target, operation]: readonly [string, string, string],
    more: Partial<Extract<RecordedEvent, { kind: "operation" }>>,
  ): number {
    const hop = { kind: "operation", source, target, operation, resource: "", outcome: "ok", durationMs: 1 } as const;
    return this.#add(at, cause, { ...hop, ...more });
  }

  #add(at: number, cause: number, told: Told<RecordedEvent>): number {
    const sequence = this.events.length + 1;
    this.events.push({ ...told, version: 1, sequence, at: START + at, cause });
    return sequence;
  }

  #body(value: object): { readonly sha256: string; readonly bytes: number } {
    const text = JSON.stringify(value);
    const sha256 = createHash("sha256").update(text).digest("hex");
    const bytes = Buffer.byteLength(text);
    this.#bodies.set(sha256, { sha256, bytes, kind: "text", text });
    return { sha256, bytes };
  }
}

function lines(values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join("");
}
