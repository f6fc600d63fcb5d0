import type { Target } from "./bucket-settings.ts";
import { invalidArgument } from "./errors.ts";

/**
 * No two configurations are told of the same event of the same key, and each has an id and at most one prefix and one suffix of its own
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html). Throws InvalidArgument.
 */
export function checkNotificationTargets(targets: readonly Target[]): void {
  for (const { rules } of targets) {
    const names = rules.map(({ Name }) => Name.toLowerCase());
    const twice = names.find((name, index) => names.indexOf(name) < index);
    if (twice !== undefined) {
      throw invalidArgument(`Cannot specify more than one ${twice} rule in a filter.`, "FilterRule.Name", twice);
    }
  }
  targets.forEach((target, index) => {
    for (const other of targets.slice(0, index)) {
      if (other.id === target.id) {
        throw invalidArgument("Same ID used for multiple configurations. IDs must be unique", "ID", target.id);
      }
      if (!overlap(target, other)) continue;
      throw invalidArgument(
        "Configurations overlap. Configurations on the same bucket cannot share a common event type.",
        "Event",
        target.events.join(", "),
      );
    }
  });
}

function overlap(one: Target, other: Target): boolean {
  const [begins, alsoBegins] = [ruleOf(one, "prefix"), ruleOf(other, "prefix")];
  const [ends, alsoEnds] = [ruleOf(one, "suffix"), ruleOf(other, "suffix")];
  const shareKeys =
    (begins.startsWith(alsoBegins) || alsoBegins.startsWith(begins)) &&
    (ends.endsWith(alsoEnds) || alsoEnds.endsWith(ends));
  return shareKeys && one.events.some((event) => other.events.some((also) => shareEvents(event, also)));
}

const ruleOf = ({ rules }: Target, name: string): string =>
  rules.find(({ Name }) => Name.toLowerCase() === name)?.Value ?? "";

/** `s3:ObjectCreated:*` is all that begin as it does. */
function shareEvents(one: string, other: string): boolean {
  const covers = (pattern: string, name: string) => pattern.endsWith("*") && name.startsWith(pattern.slice(0, -1));
  return one === other || covers(one, other) || covers(other, one);
}
