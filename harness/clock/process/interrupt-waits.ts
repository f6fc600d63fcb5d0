import { machineTime, waitOnMachine } from "../machine-time.ts";
import { isInEpoll } from "./epoll-waits.ts";
import { whileStopped } from "./stopped-process.ts";
import { type Thread, type ThreadPosition, threadsOf } from "./threads.ts";

/** A thread that was found at work at so many places computes; it is not about to begin a wait. */
const PLACES = 3;
/** Real milliseconds between two looks, and for all: a thread that gets no processor does not come to any other place. */
const PAUSE_MS = 1;
const LIMIT_MS = 500;

/**
 * Makes every event loop of a process work out anew how long it waits: all waits in epoll that began before this call are
 * interrupted. A loop that has worked it out and has not yet begun to wait would miss a single interruption and oversleep, so
 * it is done again until no thread was found between two waits. One that computes may still oversleep by the leap (Node counts with
 * the time of its loop's last turn), so put a clock forward while its process is at rest. Throws `ClockRefused` when the process has ended.
 */
export async function interruptWaits(pid: number): Promise<void> {
  const sleeps = new Map<number, string>();
  const places = new Map<number, Set<string>>();
  const from = machineTime.monotonicMs();
  for (;;) {
    for (const { id, state, at } of threadsOf(pid)) if (state === "S" && at) sleeps.set(id, placeOf(at));
    const between = await whileStopped(pid, (threads) => threads.filter((thread) => isBetween(thread, sleeps)));
    for (const { id, at } of between) {
      const seen = places.get(id) ?? new Set();
      places.set(id, seen.add(at ? placeOf(at) : "unknown"));
    }
    const computing = between.every(({ id }) => (places.get(id)?.size ?? 0) >= PLACES);
    if (computing || machineTime.monotonicMs() - from > LIMIT_MS) return;
    await waitOnMachine(PAUSE_MS);
  }
}

/** Not interrupted in a wait for input, and not in the call in which it has slept before. */
function isBetween(thread: Thread, sleeps: ReadonlyMap<number, string>): boolean {
  return !isInEpoll(thread) && (thread.at === undefined || sleeps.get(thread.id) !== placeOf(thread.at));
}

function placeOf({ systemCall, parameters, instruction }: ThreadPosition): string {
  return [systemCall, ...parameters, instruction].join();
}
