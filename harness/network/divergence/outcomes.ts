/** Ordinary are `ok`, statuses below 400, and counts of rows; so is an operation that is still under way. */
export function isFailed(outcome = "ok"): boolean {
  return !/^(?:ok|[123]\d\d|\d+ (?:rows?|affected))$/.test(outcome);
}
