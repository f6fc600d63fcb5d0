import { EXIT } from "./exit-code.ts";

/**
 * Decides the status of this process. Until `finish` is called every way of ending it means a bug of ours: an event
 * loop that ran dry, a library's `process.exit`; neither may look like success.
 */
export function guardProcessEnd(): { finish(code: number): never } {
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
    finish(code) {
      decided = code;
      process.exit(code);
    },
  };
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}
