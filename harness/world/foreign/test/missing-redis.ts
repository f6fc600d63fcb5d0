import { findRedis } from "../../../database/redis/find-redis.ts";
import { EnvironmentError } from "../../../support/environment-error.ts";

/** Why a system with a Redis of its own cannot run here. */
export async function missingRedis(): Promise<string | undefined> {
  try {
    await findRedis({ environment: process.env, onProgress: () => {} });
    return undefined;
  } catch (error) {
    if (error instanceof EnvironmentError) return error.message;
    throw error;
  }
}
