/** Has what was started ended with the rest: `parts` ends the last first. */
export function endedWith(parts: AsyncDisposableStack): <T extends { stop(): Promise<void> }>(started: T) => T {
  return (started) => {
    parts.defer(() => started.stop());
    return started;
  };
}

/** Waits for all, also when one fails: what has started must be known before it can be ended. */
export async function allOrNone<T extends readonly unknown[]>(
  starting: T,
): Promise<{ -readonly [I in keyof T]: Awaited<T[I]> }> {
  await Promise.allSettled(starting);
  return Promise.all(starting);
}
