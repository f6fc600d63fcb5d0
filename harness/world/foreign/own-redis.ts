import { findRedis } from "../../database/redis/find-redis.ts";
import { type RedisServer, startRedis } from "../../database/redis/start-redis.ts";

/** Looked for once by each thread. */
let binary: ReturnType<typeof findRedis> | undefined;

/**
 * An empty Redis of a world's own: what one world caches must not be seen by another.
 *
 * @throws EnvironmentError when there is none, or it does not start.
 */
export async function startOwnRedis(): Promise<RedisServer> {
  binary ??= findRedis({
    environment: process.env,
    onProgress: (text) => void process.stderr.write(`redis: ${text}\n`),
  });
  return startRedis(await binary);
}
