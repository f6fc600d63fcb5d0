import { javaDouble } from "../json/java-double.ts";
import { isArray, isObject, type Json, NumberAsWritten } from "../json/json.ts";
import { MAXIMUM_VALUE_BYTES, memoryLimit } from "./limits.ts";
import { keyInside, keysOutside } from "./proto-key.ts";

/** An expression gave a function, which no JSON value stands for. */
export class UnsupportedResult extends Error {}

/** No key of a definition's data reaches `Object.prototype`. The transform operator asks objects for this one method. */
const DATA_PROTOTYPE: object = Object.freeze(Object.create(null, { isPrototypeOf: { value: () => false } }) as object);

/** Jackson reads and writes no more. */
const MAXIMUM_NESTING = 1000;

const LONG_LIMIT = 2 ** 63;

/** The values of one evaluation, there and back. */
export class NativeValues {
  /** What an object or array that was handed in came from: it comes out with its keys in order and its big integers exact. */
  readonly #origins = new WeakMap<object, Json>();

  toNative(value: Json): unknown {
    if (value === null || typeof value !== "object") return value;
    if (value instanceof NumberAsWritten) return Number(value.text);
    const native = isArray(value) ? value.map((element) => this.toNative(element)) : this.#object(value);
    this.#origins.set(native, value);
    return native;
  }

  /** An object to be filled: it comes out with what it then has (recorded: `{% $states %}` of TestState). */
  emptyObject(): object {
    return this.#object(new Map());
  }

  /** Throws `JsonataLimit` for a value that is too large, `UnsupportedResult` for a function, `RangeError` for deep nesting. */
  fromNative(value: unknown): Json {
    return this.#fromNative(value, { bytes: 0 }, 0);
  }

  #object(value: ReadonlyMap<string, Json>): object {
    const native: Record<string, unknown> = Object.create(DATA_PROTOTYPE) as Record<string, unknown>;
    for (const [key, member] of value) native[keyInside(key)] = this.toNative(member);
    return native;
  }

  #fromNative(value: unknown, used: { bytes: number }, depth: number): Json {
    if (depth > MAXIMUM_NESTING) throw new RangeError("The value is nested too deeply.");
    used.bytes += typeof value === "string" ? value.length : 8;
    if (used.bytes > MAXIMUM_VALUE_BYTES) throw memoryLimit();
    if (value === null || typeof value === "boolean" || typeof value === "string") return value;
    if (typeof value === "number") return fromNumber(value);
    if (typeof value !== "object" || "_jsonata_lambda" in value || "_jsonata_function" in value) {
      throw new UnsupportedResult(`A ${typeof value} is no JSON value.`);
    }
    const origin = this.#origins.get(value);
    if (origin !== undefined) return asWritten(origin);
    if (Array.isArray(value)) return value.map((element: unknown) => this.#fromNative(element, used, depth + 1));
    const members = new Map<string, Json>();
    for (const [key, member] of Object.entries(value)) {
      if (member !== undefined) members.set(keysOutside(key), this.#fromNative(member, used, depth + 1));
    }
    return members;
  }
}

/** A number as AWS writes it: whole numbers of 64 bits in full, others as Java writes a double; `1.0` becomes `1` (measured). */
function fromNumber(value: number): Json {
  if (Number.isSafeInteger(value)) return value + 0;
  // JSON has no such numbers; AWS writes JavaScript's names (measured).
  if (!Number.isFinite(value)) return String(value);
  const text =
    Number.isInteger(value) && value >= -LONG_LIMIT && value < LONG_LIMIT ? String(BigInt(value)) : javaDouble(value);
  return text === String(value) ? value : new NumberAsWritten(text);
}

function asWritten(value: Json): Json {
  if (typeof value === "number") return fromNumber(value);
  if (value instanceof NumberAsWritten) {
    return /^-?\d{1,19}$/.test(value.text) && fitsLong(BigInt(value.text)) ? value : fromNumber(Number(value.text));
  }
  if (value === null || typeof value !== "object") return value;
  if (isArray(value)) return keptWhenEqual(value, value.map(asWritten));
  if (!isObject(value)) return value;
  let changed = false;
  const members = new Map<string, Json>();
  for (const [key, member] of value) {
    const written = asWritten(member);
    changed ||= written !== member;
    members.set(key, written);
  }
  return changed ? members : value;
}

function keptWhenEqual(value: readonly Json[], written: readonly Json[]): readonly Json[] {
  return written.every((element, index) => element === value[index]) ? value : written;
}

function fitsLong(value: bigint): boolean {
  return BigInt.asIntN(64, value) === value;
}
