/**
 * The library makes members by assignment, and JavaScript takes an assignment to `__proto__` for something else, so the
 * member gets lost. To AWS, whose implementation is in Java, it is a key like any other. Inside an evaluation a key has
 * this other name, of the same length and made of noncharacters that no text of JSON should hold
 * (https://www.unicode.org/faq/private_use.html#nonchar1).
 */
const KEY = "__proto__";
const INSIDE = "\uFDD0\uFDD1proto\uFDD1\uFDD0";

/** A key as the library sees it; of a list, every key. */
export function keyInside(key: string): string;
export function keyInside(key: unknown): unknown;
export function keyInside(key: unknown): unknown {
  if (Array.isArray(key)) return key.map((one: unknown) => keyInside(one));
  return key === KEY ? INSIDE : key;
}

/** A key, or a text that holds keys, as the definition sees it. */
export function keysOutside(text: string): string {
  return text.includes(INSIDE) ? text.replaceAll(INSIDE, KEY) : text;
}

type Callback = (...args: unknown[]) => unknown;

/** A function that a definition hands to `$each` or `$sift`, which gets values with their keys. */
export function withKeysOutside(callback: unknown): unknown {
  if (typeof callback !== "object" && typeof callback !== "function") return callback;
  if (callback === null || typeof (callback as Callback).apply !== "function") return callback;
  const { apply } = callback as Callback;
  return Object.create(callback, {
    apply: {
      value: (self: unknown, args: readonly unknown[]) =>
        apply.call(
          callback as Callback,
          self,
          args.map((argument) => (argument === INSIDE ? KEY : argument)),
        ),
    },
  });
}
