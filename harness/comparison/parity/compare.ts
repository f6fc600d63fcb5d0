import type { Observation } from "../../scenario/observation.ts";
import { align, type Pairing } from "./align.ts";
import {
  type Comparability,
  type Comparable,
  type ComparableObservation,
  comparablePair,
  JsonInText,
} from "./comparable.ts";
import { fingerprintOf, keysOf, labelOf } from "./fingerprints.ts";
import { type Keyed, keyed } from "./keyed.ts";
import { SameValues } from "./same-values.ts";

/** One place where two runs of one scenario differ. A value that one side lacks is absent. */
export interface Difference {
  readonly scenario: string;
  /**
   * `executions[1].events[7]`, `objects["bucket/28/raw/a.jpg"].sha256`; ` (key order)`, ` (order)`, ` (style)` behind
   * it say what kind.
   */
  readonly path: string;
  readonly embedded?: Comparable;
  readonly other?: Comparable;
}

/** All differences of two runs, in the order of the observation's parts. Throws when one is not plain data. */
export function compareObservations(
  scenario: string,
  embedded: Observation,
  other: Observation,
  how?: Comparability,
): Difference[] {
  const pair = comparablePair(embedded, other, how);
  const comparison = new Comparison(scenario, how?.instants);
  const { answers, rows, objects, callbacks, executions, queues, findings } = pair.embedded;
  comparison.values(answers, pair.other.answers, "answers");
  comparison.members(rows, pair.other.rows, "rows", (one, another, path) =>
    comparison.keyed(one, another, path, keyed.rows),
  );
  comparison.keyed(objects, pair.other.objects, "objects", keyed.objects);
  comparison.values(callbacks, pair.other.callbacks, "callbacks");
  comparison.keyed(executions, pair.other.executions, "executions", keyed.executions);
  comparison.values(queues, pair.other.queues, "queues");
  comparison.keyed(findings, pair.other.findings, "findings", keyed.findings);
  return comparison.differences;
}

/** All differences of two values of two runs: paths begin with `.` or `[`, or are empty for the values themselves. */
export function compareValues(one: unknown, other: unknown): Difference[] {
  const pair = comparablePair(finding(one), finding(other), { instants: false, places: true });
  const comparison = new Comparison("", false);
  comparison.values(valueFound(pair.embedded), valueFound(pair.other), "");
  return comparison.differences;
}

function finding(value: unknown): Observation {
  const nothing = { answers: [], rows: {}, objects: [], callbacks: [], executions: [], queues: {}, logMessages: {} };
  return { ...nothing, findings: [{ name: "value", value }] };
}

function valueFound({ findings }: ComparableObservation): Comparable {
  const [first] = isList(findings) ? findings : [];
  return first !== undefined && isObject(first) ? (own(first, "value") ?? null) : null;
}

type Compare = (embedded: Comparable, other: Comparable, path: string) => void;

class Comparison {
  readonly differences: Difference[] = [];
  readonly #scenario: string;
  readonly #same: SameValues;

  constructor(scenario: string, instants: Comparability["instants"] = false) {
    this.#scenario = scenario;
    this.#same = new SameValues(typeof instants === "object" ? instants.toleranceMs : undefined);
  }

  /** `ordered`: the order of members counts. */
  values(embedded: Comparable, other: Comparable, path: string, ordered = false): void {
    if (typeof embedded === "string" && typeof other === "string") {
      if (!this.#same.texts(embedded, other)) this.#differ(path, embedded, other);
    } else if (embedded instanceof JsonInText && other instanceof JsonInText) {
      if (embedded.style !== other.style) {
        this.#differ(`${path} (style)`, `${embedded.style} JSON`, `${other.style} JSON`);
      }
      this.values(embedded.value, other.value, path, true);
    } else if (isList(embedded) && isList(other)) {
      this.#lists(embedded, other, path, ordered);
    } else if (isObject(embedded) && isObject(other)) {
      if (ordered) this.#keyOrder(embedded, other, path);
      this.members(embedded, other, path, (one, another, at) => this.values(one, another, at, ordered));
    } else if (embedded !== other) {
      this.#differ(path, embedded, other);
    }
  }

  members(embedded: Comparable, other: Comparable, path: string, compare: Compare): void {
    if (!isObject(embedded) || !isObject(other)) {
      this.values(embedded, other, path);
      return;
    }
    for (const name of Object.keys({ ...embedded, ...other })) {
      const at = member(path, name);
      this.#either(own(embedded, name), own(other, name), at, compare);
    }
  }

  /** Lists whose elements are found by a key of theirs, wherever they stand. */
  keyed(embedded: Comparable, other: Comparable, path: string, by: Keyed): void {
    if (!isList(embedded) || !isList(other)) {
      this.values(embedded, other, path);
      return;
    }
    const [keys, keysFound] = [keysOf(embedded, by.key), keysOf(other, by.key)];
    for (const key of new Set([...keys.keys(), ...keysFound.keys()])) {
      const [index, indexFound] = [keys.get(key), keysFound.get(key)];
      const at = by.path(path, key, index ?? indexFound ?? 0);
      const pair = [index === undefined ? undefined : embedded[index], other[indexFound ?? -1]] as const;
      this.#either(...pair, at, (one, another) => this.values(one, another, at));
    }
  }

  #lists(embedded: readonly Comparable[], other: readonly Comparable[], path: string, ordered: boolean): void {
    const elements = embedded.map((value) => ({ fingerprint: fingerprintOf(value), label: labelOf(value) }));
    const elementsFound = other.map((value) => ({ fingerprint: fingerprintOf(value), label: labelOf(value) }));
    const places = inAnotherOrder(
      elements.map(({ fingerprint }) => fingerprint),
      elementsFound.map(({ fingerprint }) => fingerprint),
    );
    if (places) this.#differ(`${path} (order)`, embedded, other);
    for (const { left, right } of places ?? align(elements, elementsFound)) {
      const at = `${path}[${left ?? right}]`;
      this.#either(embedded[left ?? -1], other[right ?? -1], at, (one, another) =>
        this.values(one, another, at, ordered),
      );
    }
  }

  #keyOrder(embedded: object, other: object, path: string): void {
    const both = Object.keys(embedded).filter((name) => Object.hasOwn(other, name));
    const bothFound = Object.keys(other).filter((name) => Object.hasOwn(embedded, name));
    if (both.join("\n") !== bothFound.join("\n")) this.#differ(`${path} (key order)`, both, bothFound);
  }

  #either(embedded: Comparable | undefined, other: Comparable | undefined, path: string, compare: Compare): void {
    if (embedded !== undefined && other !== undefined) compare(embedded, other, path);
    else this.#differ(path, embedded, other);
  }

  #differ(path: string, embedded: Comparable | undefined, other: Comparable | undefined): void {
    this.differences.push({
      scenario: this.#scenario,
      path,
      ...(embedded !== undefined && { embedded }),
      ...(other !== undefined && { other }),
    });
  }
}

/** Pairs of two lists that hold the same elements in another order; `undefined` for any others. */
function inAnotherOrder(fingerprints: readonly string[], found: readonly string[]): Pairing[] | undefined {
  if (
    fingerprints.length !== found.length ||
    fingerprints.every((fingerprint, index) => fingerprint === found[index])
  ) {
    return undefined;
  }
  const places = new Map<string, number[]>();
  for (const [index, fingerprint] of found.entries()) {
    places.set(fingerprint, [...(places.get(fingerprint) ?? []), index]);
  }
  const pairs = fingerprints.map((fingerprint, left) => ({ left, right: places.get(fingerprint)?.shift() }));
  return pairs.every(({ right }) => right !== undefined) ? pairs : undefined;
}

function member(path: string, name: string): string {
  return /^[\w-]+$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
}

function own(value: { readonly [member: string]: Comparable }, name: string): Comparable | undefined {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

function isList(value: Comparable): value is readonly Comparable[] {
  return Array.isArray(value);
}

function isObject(value: Comparable): value is { readonly [member: string]: Comparable } {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof JsonInText);
}
