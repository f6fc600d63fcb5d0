import { createClient } from "@redis/client";
import type { ExpiringStore } from "../auth/expiring-store.ts";

const CONNECT_MS = 1_000;
const RECONNECT_MS = 200;

/** A store in Redis, which can be closed. */
export interface RedisStore extends ExpiringStore {
  close(): void;
}

/**
 * Connects to `redis.url`. Later failures are the caller's: a request that needs Redis while it is away fails, as the
 * real server's does (docs/contract/http-api.md 3), and the connection comes back by itself.
 *
 * @throws when the URL is none, or nobody answers within a second.
 */
export async function connectRedis(url: string, now: () => number): Promise<RedisStore> {
  let connected = false;
  const client = createClient({
    url: /^rediss?:\/\//.test(url) ? url : `redis://${url}`,
    // A request never waits for Redis to come back.
    disableOfflineQueue: true,
    socket: {
      connectTimeout: CONNECT_MS,
      reconnectStrategy: (_retries, cause) => (connected ? RECONNECT_MS : cause),
    },
  });
  // Each failed command reports its own error, so a lost connection needs no report.
  client.on("error", () => {});
  try {
    await client.connect();
  } catch (error) {
    if (client.isOpen) client.destroy();
    throw error;
  }
  connected = true;
  return {
    get: async (key) => (await client.get(key)) ?? undefined,
    set: async (key, value, untilMs) => {
      const lifetimeMs = Math.ceil(untilMs - now());
      if (lifetimeMs > 0) await client.set(key, value, { expiration: { type: "PX", value: lifetimeMs } });
    },
    delete: async (key) => {
      await client.del(key);
    },
    close: () => client.destroy(),
  };
}

/** Why nobody answered, in the words of Go's net package as far as they are known. */
export function redisFailureText(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^connect ECONNREFUSED (\S+)$/, "dial tcp $1: connect: connection refused");
}
