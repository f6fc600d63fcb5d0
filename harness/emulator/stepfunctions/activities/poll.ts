import type { Clock } from "../../../clock/clock.ts";
import { nextChange } from "../../next-change.ts";
import { ACTIVITY_POLL_MS } from "../limits.ts";
import type { Activity, ActivityTask } from "./activity.ts";

/** The next task for a worker; `undefined` when none came within a minute of the world's time. */
export async function pollActivity(
  activity: Activity,
  workerName: string | undefined,
  clock: Clock,
): Promise<ActivityTask | undefined> {
  const until = clock.now() + ACTIVITY_POLL_MS;
  for (;;) {
    const task = activity.take(workerName);
    if (task || clock.now() >= until) return task;
    await nextChange(activity, "a task", until - clock.now(), clock);
  }
}
