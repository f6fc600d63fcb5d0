import { setFlagsFromString } from "node:v8";
import { EXIT } from "./exit-status.ts";

/** Compilations that are under way take a few ms. */
const QUIET_MS = 15;

export interface ProcessEnd {
  /** Ends the process with this status; never comes back. */
  finish(code: number): Promise<never>;
}

/**
 * Decides the status of this process. Until `finish` is called every way of ending it means a bug of ours: an event
 * loop that ran dry, a library's `process.exit`; neither may look like success.
 */
export function guardProcessEnd(): ProcessEnd {
  let decided: number | undefined;
  process.on("exit", (code) => {
    process.exitCode = decided ?? EXIT.ourBug;
    if (decided === undefined) {
      process.stderr.write(
        `The run ended before its result was known (status ${code}); this is a bug of the harness.\n`,
      );
    }
  });
  // The reader of a pipe may leave early (`| head`); the status still tells the truth.
  process.stdout.on("error", ignoreClosedPipe);
  process.stderr.on("error", ignoreClosedPipe);
  return {
    async finish(code) {
      decided = code;
      await quietCompilers();
      return process.exit(code);
    },
  };
}

/**
 * A compiler thread of V8 that needs a garbage collection waits for the main thread, which waits for that thread inside
 * process.exit: the process hangs, deaf to SIGTERM (https://github.com/nodejs/node/issues/54918; seen here in 1 of 10
 * runs that ended while modules were being loaded). So no new compilation is started, and running ones get time to
 * finish.
 */
async function quietCompilers(): Promise<void> {
  for (const compiler of ["sparkplug", "maglev", "opt"]) setFlagsFromString(`--no-${compiler}`);
  const { promise, resolve } = Promise.withResolvers<void>();
  setTimeout(resolve, QUIET_MS);
  await promise;
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}
