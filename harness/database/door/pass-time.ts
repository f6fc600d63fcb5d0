import type { Fault } from "../../network/faults.ts";
import type { DoorParts } from "./door-parts.ts";

/** Lets a hop's latency and a fault's delay pass in the world's time. Throws for a delay that nobody can let pass. */
export async function passTime(
  { clock, enter, timeless }: DoorParts,
  label: string,
  { latencyMs, fault }: { latencyMs: number; fault: Fault | undefined },
): Promise<void> {
  const delayMs = fault?.delayMs ?? 0;
  if (delayMs > 0 && timeless) {
    throw new Error(`the fault ${fault?.name} delays ${label}, but nothing lets the world's virtual time pass here`);
  }
  if (latencyMs + delayMs === 0) return;
  await enter(label, async () => {
    if (latencyMs > 0) await clock.sleep(latencyMs, label);
    if (delayMs > 0) await clock.sleep(delayMs, `fault ${fault?.name}: ${label}`);
  });
}
