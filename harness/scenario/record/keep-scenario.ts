import { reasonOf } from "../../support/reason.ts";
import { worldSecrets } from "../../world/world-secrets.ts";
import type { RunOptions } from "../run-options.ts";
import type { Run } from "../run-story.ts";
import { recordScenario } from "./record-scenario.ts";
import { Redaction } from "./redaction.ts";

/**
 * Keeps the events of a run that has ended. Says why where it cannot (a full disk): that costs the record, never the
 * verdict.
 */
export async function keepScenario(
  { world, result }: Pick<Run, "world" | "result">,
  { folder, redact }: NonNullable<RunOptions["keepIn"]>,
): Promise<string | undefined> {
  try {
    const redaction = new Redaction(
      worldSecrets().map((secret) => ["secret", secret] as const),
      redact,
    );
    await recordScenario(folder, { trace: world.trace, result, redaction });
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}
