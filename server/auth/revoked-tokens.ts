import { HttpError } from "../http/http-error.ts";
import type { ExpiringStore } from "./expiring-store.ts";

/** The access tokens that were signed out, each until it expires (docs/contract/http-api.md 3 names the key). */
export class RevokedTokens {
  readonly #store: ExpiringStore;

  constructor(store: ExpiringStore) {
    this.#store = store;
  }

  async add(jti: string, untilMs: number): Promise<void> {
    await this.#store.set(keyOf(jti), "1", untilMs);
  }

  /** @throws HttpError 500 when the store does not answer (docs/contract/http-api.md 3). */
  async has(jti: string): Promise<boolean> {
    try {
      return (await this.#store.get(keyOf(jti))) !== undefined;
    } catch (cause) {
      const internal = "HTTP 500: Failed to validate token";
      throw new HttpError(500, "Failed to validate token", null, { internal, cause });
    }
  }
}

function keyOf(jti: string): string {
  return `toq:blocklist:jti:${jti}`;
}
