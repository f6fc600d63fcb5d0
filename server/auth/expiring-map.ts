/** Values that are forgotten at a given time: what upstream keeps in Redis. */
export class ExpiringMap<T> {
  readonly #now: () => number;
  readonly #entries = new Map<string, { readonly value: T; readonly untilMs: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  get(key: string): T | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    if (entry.untilMs > this.#now()) return entry.value;
    this.#entries.delete(key);
    return undefined;
  }

  set(key: string, value: T, untilMs: number): void {
    this.#entries.set(key, { value, untilMs });
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }
}
