import { machineTime, waitOnMachine } from "../clock/machine-time.ts";
import { NotOnThisBackend } from "../cloud/backends/not-on-this-backend.ts";
import type { WorldTime } from "./world-time.ts";

/** Longest wait of a story in real time; a longer one needs virtual time. */
const LONGEST_WAIT_MS = 10_000;
const POLL_INTERVAL_MS = 100;
/** Whatever a story starts ends sooner than this, unless it hangs. */
const SETTLE_LIMIT_MS = 120_000;

/**
 * Time of a world whose cloud runs on the machine's clock. `goingOn` lists what has not ended yet; when it is not empty after
 * the limit, the story fails.
 */
export function realTime(goingOn: () => Promise<readonly string[]>, settleLimitMs = SETTLE_LIMIT_MS): WorldTime {
  const from = machineTime.monotonicMs();
  const settle = async (): Promise<void> => {
    const limit = machineTime.monotonicMs() + settleLimitMs;
    // Twice, because a message that is being received is in no list for a moment.
    for (let restful = 0; restful < 2; ) {
      const left = await goingOn();
      restful = left.length === 0 ? restful + 1 : 0;
      if (left.length > 0 && machineTime.monotonicMs() > limit) {
        throw new Error(`after ${settleLimitMs / 1000} s there is no end to ${left.join(", ")}`);
      }
      await waitOnMachine(POLL_INTERVAL_MS);
    }
  };
  return {
    drive: (story) => story(),
    settle,
    async advance(ms) {
      if (ms > LONGEST_WAIT_MS)
        throw new NotOnThisBackend(`needs virtual time: ${spelled(ms)} pass, and the clock is real`);
      await waitOnMachine(ms);
    },
    // The story's instants are in the past, and with a real clock nothing depends on them.
    advanceTo: () => Promise.resolve(),
    get elapsedMs() {
      return machineTime.monotonicMs() - from;
    },
  };
}

function spelled(ms: number): string {
  return ms >= 60_000 ? `${Math.round(ms / 60_000)} minutes` : `${Math.round(ms / 1000)} seconds`;
}
