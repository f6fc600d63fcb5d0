import type { Json } from "./json.ts";
import { parseJson } from "./parse.ts";
import { writeJson } from "./write.ts";

/** A value on its way through a state machine with its text, which is written at most once. */
export class Document {
  readonly value: Json;
  #text: string | undefined;

  constructor(value: Json) {
    this.value = value;
  }

  /** Parses a text; throws `JsonSyntaxError`. */
  static parse(text: string): Document {
    return new Document(parseJson(text));
  }

  get text(): string {
    this.#text ??= writeJson(this.value);
    return this.#text;
  }
}

/** Whether the text is longer than `limit` bytes in UTF-8. */
export function exceedsBytes(text: string, limit: number): boolean {
  if (text.length * 3 <= limit) return false;
  return text.length > limit || Buffer.byteLength(text) > limit;
}
