import type { TaskResource } from "../definition/task-resource.ts";
import { hasTaskToken, isEmulatedIntegration } from "./emulated-integrations.ts";

/** Whether somebody outside can end the Task: an activity's worker, or who is sent its token. */
export function takesToken(resource: TaskResource): boolean {
  if (resource.kind === "service") return hasTaskToken(resource.resourceType, resource.resource);
  return resource.kind === "activity";
}

/** Whether a Task can call it; otherwise its state must be mocked. */
export function isEmulated(resource: TaskResource): boolean {
  return resource.kind !== "service" || isEmulatedIntegration(resource.resourceType, resource.resource);
}
