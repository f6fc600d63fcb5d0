import { EnvironmentError } from "../../../support/environment-error.ts";
import { findRedis } from "../find-redis.ts";
import type { RedisBinary } from "../redis.ts";

/** The Redis server of this machine, or why there is none; nothing is downloaded for a test. */
export const redisHere: RedisBinary | string = await findRedis(
  { environment: process.env, onProgress: () => {} },
  [],
).catch((error: unknown) => {
  if (error instanceof EnvironmentError) return error.message;
  throw error;
});
