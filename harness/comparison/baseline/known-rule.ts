import type { ScenarioOutcome } from "../../scenario/outcome.ts";
import { stableText } from "../parity/stable-text.ts";

/**
 * The rule by which a baseline knows a red scenario. Undefined for one that says nothing about the system: it did not
 * fail, could not be loaded, never ended, lacked something of this machine, or failed without a rule of its own (a trace
 * that was not repeated), which is our bug.
 */
export function knownRule({ mark, broken, errors, result }: ScenarioOutcome): string | undefined {
  if (mark !== "failed" || broken || errors.some(({ name }) => name === "EnvironmentError")) return undefined;
  const rule = result === undefined ? errors[0]?.message.split("\n")[0] : result.failure?.rule;
  return rule === undefined ? undefined : stableText(rule);
}
