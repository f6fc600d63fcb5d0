import type { Observation } from "../../scenario/observation.ts";
import { type JsonText, readJsonText } from "../golden/unification/json-text.ts";
import { byRawKey, isOutputs } from "../golden/unification/outputs.ts";
import { instantText, isInstant, type Tolerance } from "./instants.ts";
import { placesOfTheMachine } from "./machine-places.ts";
import { type Naming, replaceKinds } from "./volatile-forms.ts";
import { kindByName } from "./volatile-members.ts";

/** JSON that was found as a text: its members' order and its way of writing count too. */
export class JsonInText {
  readonly style: JsonText["style"];
  readonly value: Comparable;

  constructor(style: JsonText["style"], value: Comparable) {
    this.style = style;
    this.value = value;
  }

  toJSON(): Comparable {
    return this.value;
  }
}

/** A run in which every value that differs between any two runs is replaced by its kind. */
export type Comparable =
  | null
  | boolean
  | number
  | string
  | readonly Comparable[]
  | JsonInText
  | { readonly [member: string]: Comparable };

/** Without the log, of which two backends need not agree. */
export type ComparableObservation = Readonly<Record<Exclude<keyof Observation, "logMessages">, Comparable>>;

const STACKS: ReadonlySet<string> = new Set(["trace", "stackTrace", "stack"]);

/** Two runs of which the same things happen at instants that have to be moved to be compared. */
export interface InstantsApart {
  readonly embedded: Moved;
  readonly other: Moved;
  readonly toleranceMs: Tolerance;
}

/** Where an instant of a run, in milliseconds since the epoch, lies on the scale of both; `isShared`: both runs have it. */
export type Moved = (ms: number, isShared: boolean) => number;

/** What two runs of one scenario are held to. */
export interface Comparability {
  /** Instants are the same within a second, or as far as told; otherwise only their presence and notation count. */
  readonly instants: boolean | InstantsApart;
  /** Ports and temporary paths are of the machine, not of the run. */
  readonly places: boolean;
}

const TWO_BACKENDS: Comparability = { instants: false, places: false };

/**
 * Two runs of one scenario, made comparable. A value of a kind becomes `<time>` or, where equal values must stay equal,
 * `<uuid 2>`, numbered by first appearance in its run; one that both runs have is kept as it is. Nothing is dropped.
 * Throws when an observation is not plain data.
 */
export function comparablePair(
  embedded: Observation,
  other: Observation,
  how: Comparability = TWO_BACKENDS,
): { embedded: ComparableObservation; other: ComparableObservation } {
  const theirs = valuesOfKinds(other);
  const shared = new Set([...valuesOfKinds(embedded)].filter((value) => theirs.has(value)));
  const { instants } = how;
  const [moved, movedOther] = typeof instants === "object" ? [instants.embedded, instants.other] : [];
  return {
    embedded: comparable(embedded, numbering(shared, how, moved)),
    other: comparable(other, numbering(shared, how, movedOther)),
  };
}

function valuesOfKinds(observation: Observation): ReadonlySet<string> {
  const values = new Set<string>();
  const numbered: Naming["numbered"] = (kind, value) => {
    values.add(value);
    return `<${kind}>`;
  };
  comparable(observation, { numbered, instant: numbered, prepared: (text) => text });
  return values;
}

function numbering(
  shared: ReadonlySet<string>,
  { instants, places }: Comparability,
  moved: Moved = (ms) => ms,
): Naming {
  const numbers = new Map<string, number>();
  const last = new Map<string, number>();
  const numbered: Naming["numbered"] = (kind, value) => {
    if (shared.has(value)) return value;
    const known = numbers.get(`${kind} ${value}`);
    const number = known ?? (last.get(kind) ?? 0) + 1;
    if (known === undefined) {
      numbers.set(`${kind} ${value}`, number);
      last.set(kind, number);
    }
    return `<${kind} ${number}>`;
  };
  const instant = (kind: string, value: string): string =>
    instants === false ? `<${kind}>` : instantText(kind, value, (ms) => moved(ms, shared.has(value)));
  return { numbered, instant, prepared: places ? placesOfTheMachine : (text) => text };
}

function comparable(observation: Observation, naming: Naming): ComparableObservation {
  const { answers, rows, objects, callbacks, executions, queues, findings } = observation;
  const convert = (name: string, value: unknown): Comparable => comparableValue(value, name, naming);
  return {
    answers: convert("answers", answers),
    rows: convert("rows", rows),
    objects: convert("objects", objects),
    callbacks: convert("callbacks", callbacks),
    executions: convert("executions", executions),
    queues: convert("queues", queues),
    findings: convert("findings", findings),
  };
}

function comparableValue(value: unknown, name: string, naming: Naming): Comparable {
  if (value === undefined || value === null) return null;
  if (typeof value === "boolean") return value;
  if (typeof value === "string") return comparableText(value, name, naming);
  if (typeof value === "number") return comparableNumber(value, name, naming);
  if (typeof value === "bigint") return comparableText(String(value), name, naming);
  if (value instanceof Date) return naming.instant("time", value.toISOString());
  if (value instanceof Uint8Array) return `base64:${Buffer.from(value).toString("base64")}`;
  if (Array.isArray(value)) return comparableList(value, name, naming);
  if (isPlainObject(value)) return comparableObject(value, naming);
  throw new Error(`An observation is plain data, but '${name}' holds a ${describe(value)}.`);
}

function comparableNumber(value: number, name: string, naming: Naming): Comparable {
  const kind = kindByName(name, value)?.kind;
  if (kind !== undefined) return isInstant(kind) ? naming.instant(kind, String(value)) : `<${kind}>`;
  return Number.isFinite(value) ? value : String(value);
}

function comparableText(text: string, name: string, naming: Naming): Comparable {
  const json = readJsonText(text);
  if (json) return new JsonInText(json.style, comparableValue(json.value, name, naming));
  if (STACKS.has(name) && text.includes("\n    at ")) return "<stack trace>";
  const byName = kindByName(name, text);
  // Request ids are UUIDs on one backend and hexadecimal on another; elsewhere the form says more than the name.
  if (byName?.kind === "request id") return naming.numbered(byName.kind, text);
  const replaced = replaceKinds(text, naming);
  if (byName === undefined || replaced !== text) return replaced;
  if (byName.numbered) return naming.numbered(byName.kind, text);
  return isInstant(byName.kind) ? naming.instant(byName.kind, text) : `<${byName.kind}>`;
}

function comparableList(values: readonly unknown[], name: string, naming: Naming): Comparable {
  if (STACKS.has(name) && values.length > 0 && values.every((value) => typeof value === "string")) {
    return "<stack trace>";
  }
  // The consolidation draws their order anew in every run, as Go does with its maps (golden/unification/outputs.ts).
  const ordered = name === "outputs" && isOutputs(values) ? byRawKey(values) : values;
  return ordered.map((value) => comparableValue(value, name, naming));
}

function comparableObject(value: Readonly<Record<string, unknown>>, naming: Naming): Comparable {
  const members = new Map<string, Comparable>();
  // A member is found by its name, so that an instant in it counts by its kind alone.
  const namingOfNames: Naming = { ...naming, instant: (kind) => `<${kind}>` };
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) continue;
    members.set(freeName(members, replaceKinds(name, namingOfNames)), comparableValue(member, name, naming));
  }
  return Object.fromEntries(members);
}

/** Two members may be named by times and so become the same. */
function freeName(taken: ReadonlyMap<string, unknown>, name: string): string {
  if (!taken.has(name)) return name;
  let count = 2;
  while (taken.has(`${name} (${count})`)) count++;
  return `${name} (${count})`;
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function describe(value: unknown): string {
  return typeof value === "object" && value !== null ? (value.constructor?.name ?? "object") : typeof value;
}
