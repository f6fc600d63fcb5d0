import type { Clock } from "../clock/clock.ts";
import { settledWithin } from "../clock/settled-within.ts";

/** Real milliseconds within which the end of a process is known after a connection to it has broken. */
const NEWS_MS = 500;

/**
 * Runs a story to its end, or until something that it cannot do without has ended; then that is why it fails, whatever the
 * story itself ran into.
 */
export async function unlessLost(
  story: () => Promise<void>,
  lost: Promise<never> | undefined,
  clock: Pick<Clock, "run">,
): Promise<void> {
  if (!lost) return story();
  const outcome = story();
  try {
    await Promise.race([outcome, lost]);
  } catch (error) {
    // It goes on in a world that is being taken down, and nobody listens any more.
    outcome.catch(() => {});
    const news = lost.catch((reason: unknown) => ({ reason }));
    // Real work, which a virtual clock waits for: otherwise it would take the story for stuck, and hide why it failed.
    const loss = await clock.run("news of what has ended", 0, () => settledWithin(news, NEWS_MS));
    throw loss ? loss.value.reason : error;
  }
}
