/**
 * Which messages of a batch failed, from the function's answer with ReportBatchItemFailures: `null`, nothing, `{}` and an
 * empty list are success; what cannot be understood, or names a message that is not of the batch, fails the whole batch.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function failedMessages(payload: string, messageIds: readonly string[]): ReadonlySet<string> {
  const all = new Set(messageIds);
  if (payload.trim() === "") return new Set();
  let answer: unknown;
  try {
    answer = JSON.parse(payload);
  } catch {
    return all;
  }
  if (answer === null) return new Set();
  if (typeof answer !== "object" || Array.isArray(answer)) return all;
  const failures = "batchItemFailures" in answer ? answer.batchItemFailures : null;
  if (failures === null) return new Set();
  if (!Array.isArray(failures)) return all;
  const failed = new Set<string>();
  for (const failure of failures as unknown[]) {
    const identifier =
      typeof failure === "object" && failure !== null && "itemIdentifier" in failure
        ? failure.itemIdentifier
        : undefined;
    if (typeof identifier !== "string" || !all.has(identifier)) return all;
    failed.add(identifier);
  }
  return failed;
}
