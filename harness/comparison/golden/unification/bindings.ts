import { instantOf, type Piece, type VariableKind } from "./variables.ts";

type Variable = Exclude<Piece, { kind: "literal" }>;

/** The interval in which an event of ours can have happened, in virtual milliseconds since the epoch. */
export interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Kinds whose values each identify one thing, so the pairing must hold in both directions. */
const ONE_TO_ONE: ReadonlySet<VariableKind | "order" | "size"> = new Set([
  "uuid",
  "sha256",
  "hex32",
  "hex16",
  "token",
  "order",
]);

/**
 * Which value of ours corresponds to which recorded value: the first occurrence decides, every later one must agree.
 */
export class Bindings {
  readonly #forwards = new Map<string, string>();
  readonly #backwards = new Map<string, string>();
  #window: Window = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };

  /** Times that occur for the first time from now on must lie in `window`. */
  during(window: Window): void {
    this.#window = window;
  }

  /** Pairs two values; gives the reason when they cannot be a pair. */
  pair(kind: VariableKind | "order" | "size", expected: string, found: string): string | undefined {
    const forwards = `${kind} ${expected}`;
    const bound = this.#forwards.get(forwards);
    if (bound !== undefined) return bound === found ? undefined : `should be ${bound}`;
    const backwards = `${kind} ${found}`;
    const taken = ONE_TO_ONE.has(kind) ? this.#backwards.get(backwards) : undefined;
    if (taken !== undefined) return `is elsewhere the recorded ${taken}`;
    this.#forwards.set(forwards, found);
    this.#backwards.set(backwards, expected);
    return undefined;
  }

  bound(kind: VariableKind | "order" | "size", expected: string): string | undefined {
    return this.#forwards.get(`${kind} ${expected}`);
  }

  /**
   * Pairs two variables of a text; gives the reason when they cannot be a pair. `path` distinguishes times of whole
   * seconds.
   */
  pairVariables(expected: Variable, found: Variable, path: string): string | undefined {
    if (expected.kind !== found.kind || expected.form !== found.form) return `is no ${expected.form}`;
    if (expected.kind !== "time") return this.pair(expected.kind, expected.value, found.value);
    // Two things may fall into one second in the recording and into two in ours, so seconds are paired place by place.
    const { at, withinMs } = instantOf(found.form, found.text);
    const place = withinMs === 1 ? "" : `${path} `;
    const known = this.bound("time", place + expected.value) !== undefined;
    const { fromMs, toMs } = this.#window;
    if (!known && (at < fromMs - withinMs || at > toMs + withinMs)) {
      return `is not between ${new Date(fromMs).toISOString()} and ${new Date(toMs).toISOString()}`;
    }
    return this.pair("time", place + expected.value, found.value);
  }
}
