import { createServer } from "node:net";
import { threadId } from "node:worker_threads";

/**
 * Ports that systems neither give to clients nor to who asks for any (Linux begins at 32768, others later), so that a port that is
 * free now is not taken by the next connection that somebody opens.
 */
const FIRST = 20_000;
const COUNT = 12_000;
/** Threads and processes begin far from one another. */
const PER_THREAD = 97;
let next = (process.pid * 1_009 + threadId * 7 * PER_THREAD) % COUNT;

/** A loopback port on which nobody listens now. Somebody else may be faster to take it. */
export async function freePort(): Promise<number> {
  for (let tried = 0; tried < COUNT; tried++) {
    const port = FIRST + (next++ % COUNT);
    if (await isFree(port)) return port;
  }
  throw new Error(`Every port from ${FIRST} to ${FIRST + COUNT} is taken.`);
}

/** Whether somebody could listen there now. */
export function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
