/**
 * How the event that explains a failure was found. A run on a changed system is compared with one on the scenario's own;
 * without such a run it is only the first event out of the ordinary (explain.ts writes the text).
 */
export function divergenceKind(text: string): "divergence" | "unusual" {
  return /on the scenario's own system|^what does not happen: /.test(text) ? "divergence" : "unusual";
}

/** The label in front of it in plain text: where no second run tells what would have happened, an event is only unusual. */
export function divergenceLabel(text: string): "diverged" | "unusual" {
  return divergenceKind(text) === "divergence" ? "diverged" : "unusual";
}
