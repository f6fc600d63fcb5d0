import { invalidValue } from "./errors.ts";
import { MAX_VISIBILITY_SECONDS, MIN_VISIBILITY_SECONDS } from "./limits.ts";

export function checkVisibilityTimeout(seconds: number): void {
  if (seconds < MIN_VISIBILITY_SECONDS || seconds > MAX_VISIBILITY_SECONDS) {
    throw invalidValue("VisibilityTimeout", seconds, `Must be between 0 and ${MAX_VISIBILITY_SECONDS}, if provided.`);
  }
}
