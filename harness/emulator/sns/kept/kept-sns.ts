import { isDelivery } from "../../deliveries.ts";
import type { KeptEntity, KeptRoom, StateChanges } from "../../state-changes.ts";
import { compileFilter } from "../filter-policy.ts";
import type { SnsDeliveries } from "../operations/publish.ts";
import type { Subscription, Topic, TopicDirectory } from "../topic-directory.ts";

type WrittenSubscription = Omit<Subscription, "filter">;

/** Topics, subscriptions and what is on its way to them, across restarts. */
export function keepSns(topics: TopicDirectory, deliveries: SnsDeliveries, changes: StateChanges): KeptRoom {
  return {
    restore(entities) {
      for (const entity of entities) {
        if (entity.kind === "topic") topics.restore(entity.value as Topic);
        else if (isDelivery(entity)) deliveries.restore(entity);
        else {
          const written = entity.value as WrittenSubscription;
          topics.restoreSubscription({ ...written, filter: compileFilter(written) });
        }
      }
      deliveries.changes = changes;
    },
    resume: () => deliveries.resume(),
    compared: { kinds: ["topic", "subscription"], all: () => comparedEntities(topics) },
  };
}

function* comparedEntities(topics: TopicDirectory): Generator<KeptEntity> {
  for (const topic of topics.topics()) yield { kind: "topic", key: [topic.arn], value: topic };
  for (const { filter: _, ...subscription } of topics.subscriptions()) {
    yield { kind: "subscription", key: [subscription.arn], value: subscription };
  }
}
