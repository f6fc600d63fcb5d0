import { type Fact, type FactOf, factsOf, type Place } from "../../../scenario/facts/fact.ts";
import { isObject, jsonOf } from "../reading/shapes/shape.ts";
import type { Inferred, Step, StepName } from "./plan.ts";

/** What a listing's status says of what people did, by its number: docs/contract/http-api.md 5.8. */
const AFTER: Readonly<Record<number, readonly StepName[]>> = {
  7: ["complete"],
  8: ["complete", "reject"],
  9: ["complete", "approve"],
  10: ["complete", "approve"],
};

/** Requests of which no fact tells, and which must have been: a ZIP is there, or the listing has gone on. */
export function withEnding(
  steps: readonly Step[],
  facts: readonly Fact[],
  listing: number,
  inferred: Inferred[],
): readonly Step[] {
  const found = [...steps];
  const has = (...names: readonly StepName[]): boolean => found.some(({ name }) => names.includes(name));
  const add = (name: StepName, reason: string, place: Place): void => {
    if (has(name) || (name !== "complete" && has("approve", "reject"))) return;
    inferred.push({ what: "a request", value: `“${name}”`, reason, place });
    found.push({ name });
  };
  const zip = facts.find((fact) => fact.kind === "object" && fact.key.startsWith(`${listing}/processed/zip/`));
  if (zip) add("complete", "there is a ZIP", zip.place);
  for (const { table, columns, place } of factsOf(facts, "row")) {
    if (table !== "listing_versions" || (columns.listing_identity_id ?? listing) !== listing) continue;
    for (const name of AFTER[Number(columns.status)] ?? [])
      add(name, `the listing has status ${Number(columns.status)}`, place);
  }
  return found;
}

/** The owner's decisions in their order, as the log tells them, else requests and answers. */
export function decisionsOf(facts: readonly Fact[]): readonly StepName[] {
  const logged = factsOf(facts, "log").filter(({ message }) => message === "service.media.owner_approval.applied");
  if (logged.length > 0) return logged.map(({ fields }) => (fields.decision === "rejected" ? "reject" : "approve"));
  return factsOf(facts, "answer")
    .filter(({ path }) => path.endsWith("/media/approve"))
    .map((fact) => (isRejection(fact) ? "reject" : "approve"));
}

function isRejection({ request, body }: FactOf<"answer">): boolean {
  const [asked, answered] = [jsonOf(request), jsonOf(body)];
  if (isObject(answered) && answered.decision !== undefined) return answered.decision === "rejected";
  return isObject(asked) && asked.approve === false;
}
