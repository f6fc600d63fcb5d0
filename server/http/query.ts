import { type GoInteger, parseGoInteger, UINT64_MAX } from "../../system/go/json-binding.ts";
import { HttpError } from "./http-error.ts";

/** Query parameters as gin 1.10 binds them: the first value counts; an empty one is empty or 0, not the default. */
export class Query {
  readonly #values: URLSearchParams;

  constructor(query: string) {
    // Go drops pairs with a semicolon or a broken escape.
    this.#values = new URLSearchParams(
      query
        .split("&")
        .filter((pair) => !pair.includes(";") && !/%(?![0-9a-fA-F]{2})/.test(pair))
        .join("&"),
    );
  }

  text(name: string, fallback = ""): string {
    return this.#values.get(name) ?? fallback;
  }

  /** @throws HttpError 400 when the text is no number of this size. */
  unsigned(name: string, maximum: bigint = UINT64_MAX): GoInteger {
    const text = this.#number(name, 0);
    return this.#bound(/^\d+$/.test(text) ? parseGoInteger(text, 0n, maximum) : undefined);
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  /** @throws HttpError 400 when the text is no 64-bit number. */
  integer(name: string, fallback: number): GoInteger {
    const text = this.#number(name, fallback).replace(/^\+(?=\d)/, "");
    return this.#bound(parseGoInteger(text, -(2n ** 63n), 2n ** 63n - 1n));
  }

  #number(name: string, fallback: number): string {
    return this.text(name, String(fallback)) || "0";
  }

  #bound(value: GoInteger | undefined): GoInteger {
    if (value === undefined) throw new HttpError(400, "Invalid request format");
    return value;
  }
}
