import { UsageError } from "../../support/usage-error.ts";

/** Reads the value of `--clock`. */
export function readClock(text: string): "real" | "virtual" {
  if (text !== "real" && text !== "virtual") throw new UsageError(`--clock: "${text}" is neither real nor virtual.`);
  return text;
}
