import type { World } from "../world/world.ts";

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

/** Callbacks no longer reach the server, after the first `skip`: the connection breaks each time. */
export function loseCallbacks(world: World, options: { skip?: number } = {}): void {
  world.faults.arm(
    { target: "server", operation: "POST /api/v2/listings/media/callback" },
    { name: "callback lost", error: () => Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" }) },
    { times: Number.POSITIVE_INFINITY, skip: options.skip ?? 0 },
  );
}
