/** Tries names of packages until one can be had; throws the first one's error when none can. */
export async function firstAvailable(
  names: readonly string[],
  fetch: (name: string) => Promise<unknown>,
): Promise<void> {
  let failure: unknown;
  for (const name of names) {
    try {
      await fetch(name);
      return;
    } catch (error) {
      failure ??= error;
    }
  }
  throw failure;
}
