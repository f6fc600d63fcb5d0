/**
 * Texts that are forgotten at a given time: what the real server keeps in Redis (permissions of a user, tokens that
 * were signed out). Every method may fail when the store is somewhere else.
 */
export interface ExpiringStore {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string, untilMs: number): Promise<void>;
  delete(key: string): Promise<void>;
}

/** A store of this process. */
export class MemoryStore implements ExpiringStore {
  readonly #now: () => number;
  readonly #entries = new Map<string, { readonly value: string; readonly untilMs: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  async get(key: string): Promise<string | undefined> {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    if (entry.untilMs > this.#now()) return entry.value;
    this.#entries.delete(key);
    return undefined;
  }

  async set(key: string, value: string, untilMs: number): Promise<void> {
    this.#entries.set(key, { value, untilMs });
  }

  async delete(key: string): Promise<void> {
    this.#entries.delete(key);
  }
}
