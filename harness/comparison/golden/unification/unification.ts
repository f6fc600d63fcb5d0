import { Bindings, type Window } from "./bindings.ts";
import { type FieldRule, ruleFor } from "./field-rules.ts";
import { readJsonText } from "./json-text.ts";
import { byRawKey, isOutputs, isRotation, type Output, orderOf } from "./outputs.ts";
import { problemOfTexts } from "./texts.ts";

/** One place where our run is not the recorded run under other names. */
export interface Difference {
  readonly path: string;
  readonly expected: string;
  readonly found: string;
}

export function printDifference({ path, expected, found }: Difference): string {
  return `${path}: expected ${expected}, found ${found}`;
}

/**
 * Compares recorded values with ours by unification. What differs between any two runs (ids, times, digests) need not
 * be equal, but one recorded value must stand for one of ours wherever it occurs, in every value given to one
 * Unification.
 */
export class Unification {
  readonly differences: Difference[] = [];
  /** How many single values have been compared. */
  compared = 0;
  /** How many single values each rule has excluded, by its reason. */
  readonly skipped = new Map<string, number>();
  readonly #rules: readonly FieldRule[];
  readonly #bindings = new Bindings();
  #prefix = "";

  constructor(rules: readonly FieldRule[] = []) {
    this.#rules = rules;
  }

  /** Sets the prefix of the differences' paths and the interval in which new times must lie. */
  enter(prefix: string, window: Window): void {
    this.#prefix = prefix;
    this.#bindings.during(window);
  }

  /** Declares in advance which number of bytes of ours corresponds to a recorded one, as number or as digits. */
  sameSize(expected: number, found: number): void {
    this.#pairBeforehand("size", String(expected), String(found));
  }

  sameSha256(expected: string, found: string): void {
    this.#pairBeforehand("sha256", expected, found);
  }

  /** Compares two values. Keys of objects are compared in their order. */
  unify(expected: unknown, found: unknown, path = ""): void {
    const rule = ruleFor(this.#rules, path);
    if (rule?.rule === "skip") this.#count(rule.reason);
    else if (rule?.rule instanceof RegExp) this.#match(rule.rule, expected, found, path, rule.reason);
    else if (typeof expected === "string" && typeof found === "string") this.#unifyTexts(expected, found, path);
    else if (Array.isArray(expected) && Array.isArray(found)) this.#unifyArrays(expected, found, path);
    else if (isObject(expected) && isObject(found)) this.#unifyObjects(expected, found, path, rule !== undefined);
    else this.#unifyScalars(expected, found, path);
  }

  #unifyScalars(expected: unknown, found: unknown, path: string): void {
    this.compared++;
    const size = typeof expected === "number" ? this.#bindings.bound("size", String(expected)) : undefined;
    const wanted = size === undefined ? expected : Number(size);
    if (wanted !== found) this.#differ(path, show(wanted), show(found));
  }

  #unifyObjects(
    expected: Readonly<Record<string, unknown>>,
    found: Readonly<Record<string, unknown>>,
    path: string,
    unordered: boolean,
  ): void {
    const skipped = (name: string) => ruleFor(this.#rules, member(path, name))?.rule === "skip";
    const names = Object.keys(expected).filter((name) => name in found || !skipped(name));
    const namesFound = Object.keys(found).filter((name) => name in expected || !skipped(name));
    for (const name of Object.keys({ ...expected, ...found })) {
      const rule = name in expected && name in found ? undefined : ruleFor(this.#rules, member(path, name));
      if (rule?.rule === "skip") this.#count(rule.reason);
    }
    const [left, right] = unordered ? [names.toSorted(), namesFound.toSorted()] : [names, namesFound];
    this.compared++;
    if (left.join() !== right.join()) this.#differ(`${path} (keys)`, left.join(), right.join());
    for (const name of names) {
      if (name in found) this.unify(expected[name], found[name], member(path, name));
    }
  }

  #unifyArrays(expected: readonly unknown[], found: readonly unknown[], path: string): void {
    if (isOutputs(expected) && isOutputs(found)) {
      this.#unifyOutputs(expected, found, path);
      return;
    }
    this.compared++;
    if (expected.length !== found.length) {
      this.#differ(`${path} (entries)`, `${expected.length}: ${show(expected)}`, `${found.length}: ${show(found)}`);
    }
    const both = Math.min(expected.length, found.length);
    for (let index = 0; index < both; index++) {
      this.unify(expected[index], found[index], `${path}[${label(expected[index], index)}]`);
    }
  }

  /**
   * Outputs of the consolidation come in an order that Go draws anew for every run, a rotation of the input's
   * (docs/contract/pipeline.md 4.4): compared by raw key, while one recorded order must be one order of ours wherever
   * it occurs.
   */
  #unifyOutputs(expected: readonly Output[], found: readonly Output[], path: string): void {
    const [order, orderFound] = [orderOf(expected), orderOf(found)];
    this.compared++;
    const problem = isRotation(orderFound, orderFound.toSorted())
      ? this.#bindings.pair("order", order.join(), orderFound.join())
      : "is no rotation of the input's order";
    if (problem) this.#differ(`${path} (order)`, order.join(" "), `${orderFound.join(" ")}, which ${problem}`);
    const [keys, keysFound] = [order.toSorted().join(" "), orderFound.toSorted().join(" ")];
    if (keys !== keysFound) {
      this.#differ(`${path} (raw keys)`, keys, keysFound);
      return;
    }
    const sortedFound = byRawKey(found);
    for (const [index, output] of byRawKey(expected).entries()) {
      this.unify(output, sortedFound[index], `${path}[${output.rawKey}]`);
    }
  }

  #unifyTexts(expected: string, found: string, path: string): void {
    const [json, jsonFound] = [readJsonText(expected), readJsonText(found)];
    if (json && jsonFound) {
      this.compared++;
      if (json.style !== jsonFound.style) {
        this.#differ(`${path} (style)`, `${json.style} JSON`, `${jsonFound.style} JSON`);
      }
      this.unify(json.value, jsonFound.value, path);
      return;
    }
    this.compared++;
    const problem = problemOfTexts(this.#bindings, expected, found, path);
    if (problem) this.#differ(path, show(problem.expected), show(found) + problem.reason);
  }

  #match(pattern: RegExp, expected: unknown, found: unknown, path: string, reason: string): void {
    this.#count(reason);
    if (!pattern.test(String(found))) this.#differ(path, `${pattern.source}, as in ${show(expected)}`, show(found));
  }

  #pairBeforehand(kind: "size" | "sha256", expected: string, found: string): void {
    const problem = this.#bindings.pair(kind, expected, found);
    if (problem) this.#differ(`(${kind})`, expected, `${found}, which ${problem}`);
  }

  #count(reason: string): void {
    this.skipped.set(reason, (this.skipped.get(reason) ?? 0) + 1);
  }

  #differ(path: string, expected: string, found: string): void {
    this.differences.push({ path: this.#prefix === "" ? path : `${this.#prefix}: ${path}`, expected, found });
  }
}

function member(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

/** An entry's index, and the name by which people know it. */
function label(entry: unknown, index: number): string {
  const name = isObject(entry) ? (entry.state ?? entry.msg) : undefined;
  return typeof name === "string" ? `${index} ${name}` : String(index);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
