import { entriesOfLocalStack, parseLedger } from "./ledger.ts";
import { type Backend, type BackendRuns, judge, type ParityVerdict } from "./verdict.ts";

export interface ParityOptions {
  /** Text of the ledger. */
  readonly ledger: string;
  /** The ledger's name in messages: `harness/comparison/parity/known.yaml`. */
  readonly ledgerFile: string;
  /** Ids of all scenarios, also of those that this run does not select. */
  readonly allScenarios: readonly string[];
  /** Milliseconds since the epoch, by which entries expire. */
  readonly now: number;
}

/**
 * Runs the scenarios on both backends, one after the other, and compares what can be observed. Throws UsageError for a
 * ledger that cannot be read, before anything runs, and whatever `runOn` throws.
 */
export async function parity(
  runOn: (backend: Backend) => Promise<BackendRuns>,
  options: ParityOptions,
): Promise<ParityVerdict> {
  const entries = entriesOfLocalStack(parseLedger(options.ledger, options.ledgerFile));
  const embedded = await runOn("embedded");
  const localstack = await runOn("localstack");
  const { ledgerFile: file, allScenarios: all, now } = options;
  return judge({ embedded, localstack }, { file, entries, all, now });
}
