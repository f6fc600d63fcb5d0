import { tooManyRequests } from "../emulator/lambda/errors.ts";
import { httpResponse } from "../network/http.ts";
import { CALLBACK_PATH, type World } from "../world/world.ts";

/** The function's next `times` invocations end in an error, as if its process had died. */
export function failFunction(
  world: World,
  functionName: string,
  options: { times: number; errorType: string; errorMessage?: string },
): void {
  const { times, errorType, errorMessage = "RequestId: 0 Error: Runtime exited without providing a reason" } = options;
  world.faults.arm(
    { target: functionName, operation: "invocation" },
    {
      name: `${errorType} in ${functionName}`,
      error: () => Object.assign(new Error(errorMessage), { errorType, name: errorType }),
    },
    { times },
  );
}

const CALLBACK_HOP = { target: "server", operation: `POST ${CALLBACK_PATH}` };
const refused = () => Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });

/** Callbacks no longer reach the server, after the first `skip`: the connection breaks each time, or `times` times. */
export function loseCallbacks(world: World, options: { skip?: number; times?: number } = {}): void {
  const { skip = 0, times = Number.POSITIVE_INFINITY } = options;
  world.faults.arm(CALLBACK_HOP, { name: "callback lost", error: refused }, { times, skip });
}

/** The server acts on callbacks, but its answers get lost. */
export function loseCallbackAnswers(world: World, options: { skip?: number; times: number }): void {
  world.faults.arm(CALLBACK_HOP, { name: "answer lost", error: refused, after: "perform" }, options);
}

/** A service of the cloud answers `times` requests with an error of its own instead of performing them. */
export function failService(
  world: World,
  hop: { source?: string; target: "s3" | "sqs" | "states"; operation: string },
  options: { status: number; code: string; message?: string; times: number; skip?: number },
): void {
  const { status, code, message = code, times, skip = 0 } = options;
  const response =
    hop.target === "s3"
      ? httpResponse(
          status,
          { "content-type": "application/xml" },
          `<Error><Code>${code}</Code><Message>${message}</Message></Error>`,
        )
      : httpResponse(
          status,
          { "content-type": "application/x-amz-json-1.0", "x-amzn-errortype": code },
          JSON.stringify({ __type: code, message }),
        );
  world.faults.arm(hop, { name: `${code} of ${hop.target}`, result: () => response }, { times, skip });
}

/** Lambda throttles the function's next `times` invocations. */
export function throttleFunction(world: World, functionName: string, options: { times: number }): void {
  world.faults.arm(
    { target: functionName, operation: "invocation" },
    { name: `${functionName} throttled`, error: tooManyRequests },
    options,
  );
}

/** The database breaks the connection at the next statement of this kind. */
export function breakDatabase(world: World, operation: string, options: { times?: number; skip?: number } = {}): void {
  const error = () =>
    Object.assign(new Error("Connection lost: The server closed the connection."), {
      code: "PROTOCOL_CONNECTION_LOST",
      fatal: true,
    });
  world.faults.arm({ target: "mysql", operation }, { name: `connection lost at ${operation}`, error }, options);
}

/** The database takes `ms` longer for the next statement of this kind. */
export function delayDatabase(world: World, operation: string, ms: number): void {
  world.faults.arm({ target: "mysql", operation }, { name: `slow ${operation}`, delayMs: ms });
}
