import type { Timer } from "../../../clock/clock.ts";
import type { BusDirectory, Rule } from "../bus-directory.ts";
import { compileSchedule } from "./schedule-expression.ts";

/** Calls rules at the times of their schedules. Times that pass while the cloud is down are not made up for. */
export class ScheduledRules {
  readonly #buses: BusDirectory;
  readonly #due: (rule: Rule) => void;
  readonly #timers = new Map<string, Timer>();

  constructor(buses: BusDirectory, due: (rule: Rule) => void) {
    this.#buses = buses;
    this.#due = due;
  }

  /** To be called whenever a rule is made, changed, switched or deleted. */
  arm(rule: Rule): void {
    this.#timers.get(rule.arn)?.cancel();
    this.#timers.delete(rule.arn);
    const { clock } = this.#buses.deps;
    if (!rule.isEnabled || rule.schedule === undefined || rule.bus.rules.get(rule.name) !== rule) return;
    const next = compileSchedule(rule.schedule, rule.scheduledFromMs)?.(clock.now());
    if (next === undefined) return;
    const ring = () => {
      this.arm(rule);
      this.#due(rule);
    };
    this.#timers.set(rule.arn, clock.timer(`schedule of ${rule.name}`, next - clock.now(), ring, { background: true }));
  }

  /** After a restart. */
  armAll(): void {
    for (const { rules } of this.#buses.buses()) for (const rule of rules.values()) this.arm(rule);
  }

  close(): void {
    for (const timer of this.#timers.values()) timer.cancel();
    this.#timers.clear();
  }
}
