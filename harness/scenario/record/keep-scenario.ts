import { reasonOf } from "../../support/reason.ts";
import { worldSecrets } from "../../world/world-secrets.ts";
import { placeOf } from "../explain.ts";
import type { ScenarioResult } from "../result.ts";
import type { RunOptions } from "../run-options.ts";
import type { Run } from "../run-story.ts";
import { expectationsOf } from "./held-expectations.ts";
import { recordScenario } from "./record-scenario.ts";
import { Redaction } from "./redaction.ts";
import { realTimeOf, skippedTime } from "./skipped-time.ts";

/**
 * Keeps the events of a run that has ended, and tells what is real of it. Says why where it cannot (a full disk): that costs
 * the record, never the verdict.
 */
export async function keepScenario(
  { world, result }: Pick<Run, "world" | "result">,
  { folder, redact }: NonNullable<RunOptions["keepIn"]>,
): Promise<Pick<ScenarioResult, "notKept" | "skippedRealMs">> {
  try {
    const redaction = new Redaction(
      worldSecrets().map((secret) => ["secret", secret] as const),
      redact,
    );
    const held = expectationsOf(world, placeOf);
    await recordScenario(folder, { trace: world.trace, result, held, redaction });
    const { events } = world.trace;
    return { skippedRealMs: realTimeOf(skippedTime(events, result.virtualMs), events) };
  } catch (error) {
    return { notKept: reasonOf(error) };
  }
}
