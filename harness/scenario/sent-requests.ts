import { requireKnown } from "../support/story-mistake.ts";
import { allOperations, type OperationName } from "../world/names/hop-names.ts";
import type { World } from "../world/world.ts";

/** The JSON bodies of all requests for an operation, in order: what the server put on the queue, into an execution. */
export function sentRequests(world: World, operation: OperationName): unknown[] {
  requireKnown("sentRequests", "operation", operation, allOperations(world.ownNames));
  const events = world.trace.of("operation").filter((event) => event.operation === operation);
  return events.map(({ request }) => JSON.parse(world.trace.body(request)?.toString("utf8") ?? "null"));
}
