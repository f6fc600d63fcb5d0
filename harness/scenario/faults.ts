import { tooManyRequests } from "../emulator/lambda/errors.ts";
import { httpResponse } from "../network/http.ts";
import type { FunctionName, HopSource, OperationsOf, StatementKind } from "../world/names/hop-names.ts";
import type { HopPattern, Strikes } from "../world/story-side/story-faults.ts";
import { CALLBACK_PATH, type World } from "../world/world.ts";

const invocationOf = (functionName: FunctionName) => ({ target: functionName, operation: "invocation" }) as HopPattern;

/** The function's next invocations end in an error, as if its process had died: one, or those that the options say. */
export function failFunction(
  world: World,
  functionName: FunctionName,
  options: Strikes & { readonly errorType: string; readonly errorMessage?: string },
): void {
  const {
    errorType,
    errorMessage = "RequestId: 0 Error: Runtime exited without providing a reason",
    ...strikes
  } = options;
  const error = () => Object.assign(new Error(errorMessage), { errorType, name: errorType });
  world.faults.arm(invocationOf(functionName), { name: `${errorType} in ${functionName}`, error }, strikes);
}

/** Lambda throttles the function's next invocations. */
export function throttleFunction(world: World, functionName: FunctionName, strikes: Strikes = {}): void {
  const fault = { name: `${functionName} throttled`, error: tooManyRequests };
  world.faults.arm(invocationOf(functionName), fault, strikes);
}

/** The function's next invocations take `ms` longer; beyond its time-out they end in that. */
export function delayFunction(world: World, functionName: FunctionName, ms: number, strikes: Strikes = {}): void {
  world.faults.arm(invocationOf(functionName), { name: `${functionName} is slow`, delayMs: ms }, strikes);
}

const CALLBACK_HOP = { target: "server", operation: `POST ${CALLBACK_PATH}` } as const;
const refused = () => Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });

/** Unless the options say how many or which, all. */
function allUnlessSaid(strikes: Strikes): Strikes {
  return strikes.attempts === undefined ? { times: Number.POSITIVE_INFINITY, ...strikes } : strikes;
}

/** Callbacks no longer reach the server: the connection breaks each time, or as often as the options say. */
export function loseCallbacks(world: World, strikes: Strikes = {}): void {
  world.faults.arm(CALLBACK_HOP, { name: "callback lost", error: refused }, allUnlessSaid(strikes));
}

/** The server acts on the next callback, or those that the options say, but its answer gets lost. */
export function loseCallbackAnswers(world: World, strikes: Strikes = {}): void {
  world.faults.arm(CALLBACK_HOP, { name: "answer lost", error: refused, after: "perform" }, strikes);
}

/**
 * Callbacks do not reach the server; something before it answers them with this status: all, or those that the options say.
 * `answerCallbacks(world, 503, { forMs: 60_000 })` is a deployment of a minute.
 */
export function answerCallbacks(
  world: World,
  status: number,
  { body = "{}", ...strikes }: Strikes & { readonly body?: string } = {},
): void {
  const result = () => httpResponse(status, { "content-type": "application/json" }, body);
  world.faults.arm(CALLBACK_HOP, { name: `callback answered ${status}`, result }, allUnlessSaid(strikes));
}

/** The next callback, or those that the options say, reach the server `ms` later. */
export function delayCallbacks(world: World, ms: number, strikes: Strikes = {}): void {
  world.faults.arm(CALLBACK_HOP, { name: "callback late", delayMs: ms }, strikes);
}

/** Requests to a service of the cloud, by its operation. */
export type ServiceHop = {
  [S in "s3" | "sqs" | "states"]: {
    readonly source?: HopSource;
    readonly target: S;
    readonly operation: OperationsOf[S];
  };
}["s3" | "sqs" | "states"];

/** A service of the cloud answers requests with an error of its own instead of performing them. */
export function failService(
  world: World,
  hop: ServiceHop,
  options: Strikes & { readonly status: number; readonly code: string; readonly message?: string },
): void {
  const { status, code, message = code, ...strikes } = options;
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
  world.faults.arm(hop, { name: `${code} of ${hop.target}`, result: () => response }, strikes);
}

/** The database breaks the connection at the next statement of this kind. */
export function breakDatabase(world: World, operation: StatementKind, strikes: Strikes = {}): void {
  const error = () =>
    Object.assign(new Error("Connection lost: The server closed the connection."), {
      code: "PROTOCOL_CONNECTION_LOST",
      fatal: true,
    });
  world.faults.arm({ target: "mysql", operation }, { name: `connection lost at ${operation}`, error }, strikes);
}

/** The database takes `ms` longer for the next statement of this kind. */
export function delayDatabase(world: World, operation: StatementKind, ms: number, strikes: Strikes = {}): void {
  world.faults.arm({ target: "mysql", operation }, { name: `slow ${operation}`, delayMs: ms }, strikes);
}
