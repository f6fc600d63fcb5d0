import { requireKnown } from "../support/story-mistake.ts";
import { type FunctionName, functionNames } from "../world/names/hop-names.ts";
import type { World } from "../world/world.ts";

/** What a deployed function answers to an event of the story's own: its payload, or the error that it ended in. */
export function invokeFunction(world: World, functionName: FunctionName, event: unknown): Promise<unknown> {
  requireKnown("invokeFunction", "function", functionName, functionNames(world.ownNames));
  return world.actions.begin("invokeFunction(…)", invoke(world, functionName, event), invokeFunction);
}

async function invoke(world: World, functionName: string, event: unknown): Promise<unknown> {
  // Imported when it is needed: few stories need it, and all load this file.
  const { InvokeCommand } = await world.real("import the SDK", () => import("@aws-sdk/client-lambda"));
  const { lambda } = await world.clients();
  const Payload = Buffer.from(typeof event === "string" ? event : JSON.stringify(event));
  const answer = await lambda.send(new InvokeCommand({ FunctionName: functionName, Payload }));
  return JSON.parse(Buffer.from(answer.Payload ?? []).toString("utf8"));
}
