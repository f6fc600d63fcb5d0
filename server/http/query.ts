import { type GoInteger, parseGoInteger, UINT64_MAX } from "../../go/json-binding.ts";
import { HttpError } from "./http-error.ts";

/** Query parameters as gin binds them: the first value counts, an empty one is the default. */
export class Query {
  readonly #values: URLSearchParams;

  constructor(query: string) {
    // Go drops pairs that contain a semicolon.
    this.#values = new URLSearchParams(
      query
        .split("&")
        .filter((pair) => !pair.includes(";"))
        .join("&"),
    );
  }

  text(name: string, fallback = ""): string {
    return this.#values.get(name) || fallback;
  }

  /** @throws HttpError 400 when the text is no number of this size. */
  unsigned(name: string, maximum: bigint = UINT64_MAX): GoInteger {
    const text = this.text(name, "0");
    return this.#bound(/^\d+$/.test(text) ? parseGoInteger(text, 0n, maximum) : undefined);
  }

  /** @throws HttpError 400 when the text is no 64-bit number. */
  integer(name: string, fallback: number): GoInteger {
    const text = this.text(name, String(fallback)).replace(/^\+(?=\d)/, "");
    return this.#bound(parseGoInteger(text, -(2n ** 63n), 2n ** 63n - 1n));
  }

  #bound(value: GoInteger | undefined): GoInteger {
    if (value === undefined) throw new HttpError(400, "Invalid request format");
    return value;
  }
}
