const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
const MAPS: ReadonlySet<string> = new Set([
  ...["Metadata", "Attributes", "Tags", "UserMetadata", "Variables"],
  // Of DynamoDB and Secrets Manager.
  ...["Item", "Items", "Key", "Keys", "LastEvaluatedKey", "Responses", "UnprocessedKeys", "UnprocessedItems"],
  "VersionIdsToStages",
]);

/**
 * A response as SDK integrations show it: members in alphabetical order with an object's Body last, names as Java spells
 * them (`MD5OfMessageBody` → `Md5OfMessageBody`), moments in ISO 8601 (recorded: test_s3_get_object).
 */
export function toSdkMembers(response: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const names = Object.keys(response).sort((left, right) => order(left) - order(right) || (left < right ? -1 : 1));
  return Object.fromEntries(names.map((name) => [javaName(name), memberOf(name, response[name])]));
}

const order = (name: string): number => (name === "Body" ? 1 : 0);

function memberOf(name: string, member: unknown): unknown {
  if (typeof member === "number" && /(?:Date|Time|Timestamp)$/.test(name) && member < 1e11)
    return isoMoment(member * 1000);
  if (typeof member === "string" && HTTP_DATE.test(member)) return isoMoment(Date.parse(member));
  if (name === "LastModified" && typeof member === "string") return member.replace(/\.000Z$/, "Z");
  if (MAPS.has(name)) return member;
  if (Array.isArray(member)) return member.map((item) => memberOf("", item));
  if (typeof member !== "object" || member === null) return member;
  return toSdkMembers(member as Record<string, unknown>);
}

/** Java's `Instant` leaves out a fraction of zero. */
function isoMoment(epochMs: number): string {
  return new Date(epochMs).toISOString().replace(".000Z", "Z");
}

/** A leading acronym keeps its first letter only: MD5OfBody → Md5OfBody, UUID → Uuid; ETag stays. */
function javaName(name: string): string {
  const acronym = /^[A-Z][A-Z0-9]+(?=[A-Z][a-z]|$)/.exec(name)?.[0];
  if (acronym === undefined) return name;
  return acronym.charAt(0) + acronym.slice(1).toLowerCase() + name.slice(acronym.length);
}
