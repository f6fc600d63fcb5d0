import type { MapState } from "../definition/machine.ts";
import { Cancelled } from "../execution/failure.ts";
import type { Thread } from "../execution/thread.ts";
import type { Json } from "../json/json.ts";
import { lookUpPath } from "../jsonpath/evaluate.ts";
import { javaInteger } from "./java-number.ts";

/**
 * Whether MaxConcurrencyPath leads to a negative number. AWS then neither enters the Map nor fails: the execution goes
 * on for ever (recorded: test_max_concurrency_path_negative).
 */
export function isNeverEntered({ maxConcurrency: limit }: MapState, input: Json): boolean {
  if (typeof limit !== "object" || limit.kind !== "path" || limit.root.kind !== "input") return false;
  const value = lookUpPath(limit.path, input);
  return value !== undefined && (javaInteger(value) ?? 0) < 0;
}

/** Until the execution is stopped. The trace says why, which AWS does not. */
export async function standStill({ name }: MapState, { execution, cancellation }: Thread): Promise<never> {
  const reason = "AWS never enters a Map whose MaxConcurrencyPath leads to a negative number";
  execution.note(`${execution.name} stands still before ${name}: ${reason}`);
  const release = execution.clock.expectOutside(`${name}: ${reason}`);
  return new Promise<never>((_, reject) => {
    cancellation.onCancel(() => reject(new Cancelled()));
  }).finally(release);
}
