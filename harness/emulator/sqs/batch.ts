import { AwsError } from "../gateway/aws-error.ts";
import {
  batchEntryIdsNotDistinct,
  emptyBatchRequest,
  invalidBatchEntryId,
  tooManyEntriesInBatchRequest,
} from "./errors.ts";
import { MAX_BATCH_ENTRIES, MAX_BATCH_ENTRY_ID_CHARACTERS } from "./limits.ts";

interface BatchAnswer<S> {
  readonly Successful: (S & { Id: string })[];
  readonly Failed: { Id: string; SenderFault: boolean; Code: string; Message: string }[];
}

/** Refuses a whole batch: empty, too many entries, ids that are badly formed or repeated. */
export function checkBatch(entryType: string, entries: readonly { Id: string }[]): void {
  if (entries.length === 0) throw emptyBatchRequest(entryType);
  if (entries.length > MAX_BATCH_ENTRIES) throw tooManyEntriesInBatchRequest(MAX_BATCH_ENTRIES, entries.length);
  const seen = new Set<string>();
  for (const { Id } of entries) {
    if (!/^[A-Za-z0-9_-]+$/.test(Id) || Id.length > MAX_BATCH_ENTRY_ID_CHARACTERS) throw invalidBatchEntryId();
    if (seen.has(Id)) throw batchEntryIdsNotDistinct(Id);
    seen.add(Id);
  }
}

/** Performs entry by entry; a refused entry does not stop the others. */
export function performBatch<E extends { Id: string }, S>(
  entries: readonly E[],
  perform: (entry: E) => S,
): BatchAnswer<S> {
  const answer: BatchAnswer<S> = { Successful: [], Failed: [] };
  for (const entry of entries) {
    try {
      answer.Successful.push({ Id: entry.Id, ...perform(entry) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      const { code, queryCode, message, status } = error;
      answer.Failed.push({ Id: entry.Id, SenderFault: status < 500, Code: queryCode ?? code, Message: message });
    }
  }
  return answer;
}
