import type { Json } from "../json/json.ts";

/** Variables (`Assign`) of a machine, a branch or an iteration; inner scopes read the outer ones and keep their own. */
export class Variables {
  readonly #outer: Variables | undefined;
  readonly #values = new Map<string, Json>();
  readonly #sizes = new Map<string, number>();

  constructor(outer?: Variables) {
    this.#outer = outer;
  }

  get(name: string): Json | undefined {
    const own = this.#values.get(name);
    return own === undefined ? this.#outer?.get(name) : own;
  }

  /** All that can be read here, inner values before outer ones of the same name. */
  all(): Map<string, Json> {
    const values = this.#outer?.all() ?? new Map<string, Json>();
    for (const [name, value] of this.#values) values.set(name, value);
    return values;
  }

  /** Its own values with their sizes, for who keeps executions across restarts. */
  own(): { readonly name: string; readonly value: Json; readonly bytes: number }[] {
    return [...this.#values].map(([name, value]) => ({ name, value, bytes: this.#sizes.get(name) ?? 0 }));
  }

  restore(name: string, value: Json, bytes: number): void {
    this.#values.set(name, value);
    this.#sizes.set(name, bytes);
  }

  /** Bytes of everything that can be read here. */
  get bytes(): number {
    let bytes = this.#outer?.bytes ?? 0;
    for (const size of this.#sizes.values()) bytes += size;
    return bytes;
  }

  /** `texts` are the values as JSON, for their sizes. */
  assign(values: Iterable<readonly [string, Json]>, texts: Readonly<Record<string, string>> = {}): void {
    for (const [name, value] of values) {
      this.#values.set(name, value);
      this.#sizes.set(name, Buffer.byteLength(texts[name] ?? ""));
    }
  }
}
