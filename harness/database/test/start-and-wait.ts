import { startEngine } from "../engine/start-engine.ts";

/** A run of its own, for tests that kill it: says where its server is, then waits to be ended. */
const { address, origin } = await startEngine({ environment: { ...process.env, DATABASE_URL: undefined } });
process.stdout.write(`${JSON.stringify({ address, origin })}\n`);
process.stdin.resume();
