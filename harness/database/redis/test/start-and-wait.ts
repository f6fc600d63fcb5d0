import { startRedis } from "../start-redis.ts";
import { redisHere } from "./redis-here.ts";

/** A run of its own, for tests that kill it: says where its Redis is, then waits to be ended. */
if (typeof redisHere === "string") throw new Error(redisHere);
const { port } = await startRedis(redisHere);
process.stdout.write(`${port}\n`);
process.stdin.resume();
