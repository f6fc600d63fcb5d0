import type { World } from "../../world/world.ts";
import type { EvidenceFacts } from "../evidence.ts";
import type { EvidenceSummary } from "../result.ts";
import { compareFacts } from "./compare-facts.ts";
import { seeWorld } from "./seen.ts";

/** Compares a run with what is known of an incident, exactly but for the fields that could not be fitted. */
export async function compareWithFacts(world: World, { facts, notFitted }: EvidenceFacts): Promise<EvidenceSummary> {
  const seen = await seeWorld(world, facts);
  const exact = compareFacts(facts, seen, "exactly", { listing: true });
  const inKind = new Set(compareFacts(facts, seen, "in-kind").different.map(({ field }) => field));
  // What is different in kind is a difference, whatever the file says of it.
  const excused = new Set(notFitted.filter((field) => !inKind.has(field)));
  return {
    same: exact.same,
    ...(exact.agreed && { agreed: exact.agreed }),
    different: exact.different.filter(({ field }) => !excused.has(field)),
    notComparable: [
      ...exact.notComparable,
      ...exact.different
        .filter(({ field }) => excused.has(field))
        .map(({ field, expected, found }) => {
          return { field, reason: "the same in kind; its time or id could not be fitted", expected, found };
        }),
    ],
  };
}
