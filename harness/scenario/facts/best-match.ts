/** Takes the candidate with the most matching parts; the first of several. Undefined when there is none. */
export function bestMatch<T>(candidates: readonly T[], score: (candidate: T) => number): T | undefined {
  let best: T | undefined;
  let most = -1;
  for (const candidate of candidates) {
    const reached = score(candidate);
    if (reached > most) {
      best = candidate;
      most = reached;
    }
  }
  return best;
}
