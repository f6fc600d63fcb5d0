import type { Json } from "../json/json.ts";

/** Variables (`Assign`) of a machine, a branch or an iteration; inner scopes read the outer ones and keep their own. */
export class Variables {
  readonly #outer: Variables | undefined;
  readonly #values = new Map<string, Json>();

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

  assign(values: Iterable<readonly [string, Json]>): void {
    for (const [name, value] of values) this.#values.set(name, value);
  }
}
