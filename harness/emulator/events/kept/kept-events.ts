import { isDelivery } from "../../deliveries.ts";
import { compileEventPattern } from "../../event-pattern/event-pattern.ts";
import type { KeptEntity, KeptRoom, StateChanges } from "../../state-changes.ts";
import type { Bus, BusDirectory, Rule } from "../bus-directory.ts";
import type { EventDeliveries } from "../deliver.ts";
import { invalidPattern } from "../errors.ts";
import type { ScheduledRules } from "../schedules/scheduled-rules.ts";

type WrittenBus = Omit<Bus, "rules">;
type WrittenRule = Omit<Rule, "bus" | "fits">;

/** Buses, rules with their targets, and what is on its way to these, across restarts. */
export function keepEvents(
  buses: BusDirectory,
  deliveries: EventDeliveries,
  scheduled: ScheduledRules,
  changes: StateChanges,
): KeptRoom {
  return {
    restore(entities) {
      // Buses first: a rule may be older than what was last written of its bus.
      for (const { kind, value } of entities) if (kind === "bus") buses.restore(value as WrittenBus);
      for (const entity of entities) {
        if (entity.kind === "rule") restoreRule(buses, entity);
        else if (isDelivery(entity)) deliveries.restore(entity);
      }
      deliveries.changes = changes;
    },
    resume() {
      deliveries.resume();
      scheduled.armAll();
    },
    compared: { kinds: ["bus", "rule"], all: () => comparedEntities(buses) },
  };
}

function restoreRule(buses: BusDirectory, { key: [busName], value }: KeptEntity): void {
  const written = value as WrittenRule;
  const bus = buses.bus(busName);
  const fits = written.pattern === undefined ? undefined : compileEventPattern(written.pattern, invalidPattern);
  bus.rules.set(written.name, { ...written, bus, fits });
}

function* comparedEntities(buses: BusDirectory): Generator<KeptEntity> {
  for (const { rules, ...bus } of buses.buses()) {
    yield { kind: "bus", key: [bus.name], value: bus };
    for (const { bus: _, fits: __, ...rule } of rules.values()) {
      yield { kind: "rule", key: [bus.name, rule.name], value: rule };
    }
  }
}
