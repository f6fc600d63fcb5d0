import type { BackendName } from "../../cloud/backends/cloud.ts";
import type { EvidenceDifference, EvidenceSummary } from "../result.ts";
import type { Fact, Place } from "./fact.ts";
import { isDrawn, jsonOrText, normalForm, shown, UNREPEATABLE } from "./normal-form.ts";

/** `exactly`: instants and ids as well, of a world that was fitted. `in-kind`: without what differs from run to run. */
export type Strictness = "exactly" | "in-kind";

export interface FactDifference extends EvidenceDifference {
  readonly place: Place;
  readonly fact: Fact;
}

export interface FactsComparison extends EvidenceSummary {
  readonly different: readonly FactDifference[];
  /** What the world has beyond the facts, where they look complete: no difference, but the fewer the likelier. */
  readonly surprises: readonly string[];
  /** How many lines, rows, objects and executions the world has beyond the facts, of the kinds that facts tell of. */
  readonly beyond: number;
  /** Facts with at least one field that was compared, all of them the same. */
  readonly shownBy: readonly Fact[];
}

const TIME = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d+)?Z?$/;
/** Go's client speaks HTTP/2 where there is TLS. */
const [GO_OVER_HTTPS, GO_OVER_HTTP] = ["Go-http-client/2.0", "Go-http-client/1.1"];

/** Counts fields that are the same, different, or not to be compared. */
export class Tally {
  readonly strictness: Strictness;
  readonly #backend: BackendName;
  #same = 0;
  readonly #agreed: { field: string; value: string; place: string }[] | undefined;
  readonly #different: FactDifference[] = [];
  readonly #notComparable: EvidenceSummary["notComparable"][number][] = [];
  readonly #surprises: string[] = [];
  #beyond = 0;
  readonly #shownBy = new Set<Fact>();

  /** `listing` also lists what is the same, for somebody who looks at it. */
  constructor(strictness: Strictness, backend: BackendName, { listing = false }: { readonly listing?: boolean } = {}) {
    this.strictness = strictness;
    this.#agreed = listing ? [] : undefined;
    this.#backend = backend;
  }

  field(fact: Fact, field: string, expected: unknown, found: unknown): void {
    const reason = this.#backend === "embedded" ? undefined : elsewhere(shown(expected), shown(found));
    if (reason !== undefined) this.skip(field, reason, expected, found);
    else if (this.isSame(expected, found)) {
      this.#same++;
      this.#agreed?.push({ field, value: shown(found), place: `${fact.place.file}:${fact.place.line}` });
      this.#shownBy.add(fact);
    } else {
      const difference = { field, expected: shown(expected), found: shown(found), place: fact.place, fact };
      this.#different.push(difference);
    }
  }

  /** A field of a log line or body by its name, which may say that no run repeats it. */
  named(fact: Fact, name: string, label: string, expected: unknown, found: unknown): void {
    if (name in UNREPEATABLE) this.skip(`${label}: ${name}`, UNREPEATABLE[name] ?? "", expected, found);
    else if (name === "asset_id" && Number(expected) > 0 && Number(found) > 0)
      this.skip(`${label}: ${name}`, "depends on the rows that were there before", expected, found);
    else if (this.strictness === "in-kind" && isDrawn(name))
      this.skip(`${label}: ${name}`, "drawn, and fitted later", expected, found);
    else this.field(fact, `${label}: ${name}`, expected, found);
  }

  isSame(expected: unknown, found: unknown): boolean {
    if (shown(expected) === shown(found)) return true;
    if (this.strictness !== "in-kind") return false;
    // JSON may be a text inside of a line (`payload_preview`), with results in the order of a Go map.
    return shown(normalForm(jsonOrText(expected))) === shown(normalForm(jsonOrText(found)));
  }

  /** With both values, where they are known and somebody looks at them. */
  skip(field: string, reason: string, ...[expected, found]: readonly unknown[]): void {
    const values = this.#agreed && {
      ...(expected !== undefined && { expected: shown(expected) }),
      ...(found !== undefined && { found: shown(found) }),
    };
    this.#notComparable.push({ field, reason, ...values });
  }

  surprise(what: string): void {
    this.#surprises.push(what);
  }

  beyond(count: number): void {
    this.#beyond += Math.max(0, count);
  }

  result(): FactsComparison {
    const broken = new Set(this.#different.map(({ fact }) => fact));
    return {
      same: this.#same,
      ...(this.#agreed && { agreed: this.#agreed }),
      different: this.#different,
      notComparable: this.#notComparable,
      surprises: this.#surprises,
      beyond: this.#beyond,
      shownBy: [...this.#shownBy].filter((fact) => !broken.has(fact)),
    };
  }
}

/** Why a value cannot be the incident's in a container on this machine; undefined when it can. */
function elsewhere(expected: string, found: string): string | undefined {
  if (TIME.test(expected) && TIME.test(found)) return "the clock is real there";
  if (expected === GO_OVER_HTTPS && found === GO_OVER_HTTP) return "the callback crosses plain HTTP there";
  return undefined;
}
