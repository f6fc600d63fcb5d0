import { expect, test } from "vitest";
import { VirtualClock } from "../clock/virtual-clock.ts";
import { nextChange } from "./next-change.ts";

test("a change wakes at once and leaves neither watcher nor timer behind", async () => {
  const clock = new VirtualClock({ name: "test", epochMs: 0 });
  const watchers = new Set<() => void>();
  const queue = {
    name: "queue",
    watch: (listener: () => void) => {
      watchers.add(listener);
      return () => watchers.delete(listener);
    },
  };
  await clock.drive(async () => {
    const woken = nextChange(queue, "messages", 20_000, clock);
    for (const watcher of watchers) watcher();
    await woken;
    expect({ now: clock.now(), watchers: watchers.size }).toEqual({ now: 0, watchers: 0 });
    await clock.sleep(60_000, "the story goes on");
    expect(clock.deliveries).toBe(1);
    await nextChange(queue, "messages", 20_000, clock);
    expect(clock.now()).toBe(80_000);
  });
});
