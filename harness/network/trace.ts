import { createHash } from "node:crypto";
import { type BodyReference, bodyReference } from "./bodies.ts";
import { currentCause } from "./cause.ts";

/**
 * The trace is the one source of truth: assertions, reports and the comparison of runs all read it.
 * Version 1. A change of meaning raises the version and brings a migration.
 */
const TRACE_VERSION = 1;

interface EventBase {
  readonly version: typeof TRACE_VERSION;
  /** Order of issue within the world, from 1. */
  readonly sequence: number;
  /** Virtual time of issue, milliseconds since the epoch. */
  readonly at: number;
  /** Real milliseconds since the world began; never part of the hash. */
  readonly wallMs: number;
  /** Sequence of the event that led to this one; 0 for what the scenario itself did. */
  readonly cause: number;
}

/** One hop between two parts: an AWS call, an SQL statement, an HTTP request, an invocation. */
export interface OperationEvent extends EventBase {
  readonly kind: "operation";
  readonly source: string;
  readonly target: string;
  readonly operation: string;
  readonly resource: string;
  request?: BodyReference;
  response?: BodyReference;
  /** Virtual milliseconds until the answer was delivered; absent while it is under way. */
  durationMs?: number;
  /** `ok`, or the service's error code. */
  outcome?: string;
  /** The error's message, on one line. */
  error?: string;
  /** Name of the fault that struck here. */
  fault?: string;
}

/** A state machine entered or left a state, or an execution began or ended. */
export interface StateEvent extends EventBase {
  readonly kind: "state";
  readonly source: string;
  readonly execution: string;
  readonly type: string;
  readonly state: string;
  readonly detail?: string;
}

/** A row changed; recorded when the transaction commits. */
export interface RowEvent extends EventBase {
  readonly kind: "row";
  readonly table: string;
  readonly key: string;
  readonly change: "insert" | "update" | "delete";
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

/** A structured log line of the system under test. */
export interface LogEvent extends EventBase {
  readonly kind: "log";
  readonly source: string;
  readonly level: string;
  readonly message: string;
  /** Fields in the order written; a key may occur twice. */
  readonly fields: readonly (readonly [string, unknown])[];
}

/** Anything else worth a line: a timer that mattered, a message moved to the DLQ, a step of the scenario. */
export interface NoteEvent extends EventBase {
  readonly kind: "note";
  readonly source: string;
  readonly message: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

export type TraceEvent = OperationEvent | StateEvent | RowEvent | LogEvent | NoteEvent;

type Recorded = "version" | "sequence" | "at" | "wallMs" | "cause";
export type NewTraceEvent =
  | Omit<OperationEvent, Recorded>
  | Omit<StateEvent, Recorded>
  | Omit<RowEvent, Recorded>
  | Omit<LogEvent, Recorded>
  | Omit<NoteEvent, Recorded>;

export class Trace {
  readonly events: TraceEvent[] = [];
  readonly bodies = new Map<string, Buffer>();
  readonly #now: () => number;
  readonly #wallNow: () => number;
  readonly #retain: number;
  readonly #canonicalise: <T>(value: T) => T;
  readonly #onRecord: ((event: TraceEvent) => void) | undefined;
  #sequence = 0;

  /**
   * `now` is the world's clock; `wallNow` the machine's, in milliseconds from any origin. `retain` bounds the events of
   * a cloud that is served for days: only about so many of the last are kept, and no bodies. `canonicalise` replaces
   * names that a backend chose by the scenario's. `onRecord` is told of each event as it is recorded; an operation has
   * no outcome yet.
   */
  constructor(
    now: () => number,
    wallNow: () => number,
    options: { retain?: number; canonicalise?: <T>(value: T) => T; onRecord?: (event: TraceEvent) => void } = {},
  ) {
    this.#now = now;
    const origin = wallNow();
    this.#wallNow = () => wallNow() - origin;
    this.#retain = options.retain ?? Number.POSITIVE_INFINITY;
    this.#canonicalise = options.canonicalise ?? ((value) => value);
    this.#onRecord = options.onRecord;
  }

  record<E extends NewTraceEvent>(event: E, cause: number = currentCause()): E & EventBase {
    const recorded = {
      ...this.#canonicalise(event),
      version: TRACE_VERSION,
      sequence: ++this.#sequence,
      at: this.#now(),
      wallMs: this.#wallNow(),
      cause,
    } as E & EventBase;
    if (this.events.length >= 2 * this.#retain) this.events.splice(0, this.#retain);
    this.events.push(recorded as unknown as TraceEvent);
    this.#onRecord?.(recorded as unknown as TraceEvent);
    return recorded;
  }

  /**
   * Inserts events that happened out of our sight and are read back from another cloud, each with its own time.
   * Afterwards events are in the order of their times, whatever their sequence numbers.
   */
  recordPast(past: readonly { readonly at: number; readonly event: NewTraceEvent }[]): void {
    for (const { at, event } of past) {
      const { wallMs } = this.record(event, 0);
      this.events.push({ ...(this.events.pop() as TraceEvent), at, wallMs });
    }
    this.events.sort((a, b) => a.at - b.at);
  }

  /** Whether bodies can be read again; else nobody needs to know which they were. */
  get keepsBodies(): boolean {
    return this.#retain === Number.POSITIVE_INFINITY;
  }

  /** Stores a body once per content and returns the reference that events carry. */
  keep(body: Buffer): BodyReference {
    const reference = bodyReference(body);
    if (this.keepsBodies) this.bodies.set(reference.sha256, body);
    return reference;
  }

  body(reference: BodyReference | undefined): Buffer | undefined {
    return reference && this.bodies.get(reference.sha256);
  }

  of<K extends TraceEvent["kind"]>(kind: K): Extract<TraceEvent, { kind: K }>[] {
    return this.events.filter((event): event is Extract<TraceEvent, { kind: K }> => event.kind === kind);
  }

  /** SHA-256 over order, virtual times and results of all events; real times are left out. */
  hash(): string {
    const hash = createHash("sha256");
    for (const event of this.events) hash.update(withoutWallTime(event)).update("\n");
    return hash.digest("hex").slice(0, 16);
  }
}

/** The first event of `trace` that differs from the one at the same place of `other`, times and results included. */
export function firstDifference(
  trace: Trace,
  other: Trace,
): { event: TraceEvent; other: TraceEvent | undefined } | undefined {
  for (const [index, event] of trace.events.entries()) {
    const counterpart = other.events[index];
    if (!counterpart || withoutWallTime(event) !== withoutWallTime(counterpart)) return { event, other: counterpart };
  }
  return undefined;
}

function withoutWallTime({ wallMs: _, ...event }: TraceEvent): string {
  return JSON.stringify(event);
}
