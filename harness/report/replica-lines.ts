import type { ScenarioOutcome } from "../scenario/outcome.ts";
import type { ReplicaVerdict } from "../scenario/result.ts";
import { labelled } from "../support/printable.ts";

const LABEL_WIDTH = "evidence  ".length;
const INDENT = "  ";

/** Whether a red story of another system is red on the replica too, and if not, where the two part first. */
export function replicaLines({ system, agrees, end, observable, hop }: ReplicaVerdict): readonly string[] {
  if (agrees) return [labelled("replica", `your system and the replica (${system}) agree`, LABEL_WIDTH)];
  const place = hop && `at ${hop.at}, event ${hop.sequence}`;
  return [
    labelled(
      "replica",
      `yours differs from the replica (${system}), where the story ${ending(end)}: here first`,
      LABEL_WIDTH,
    ),
    ...(observable ? pair(observable.path, observable.own, observable.replica) : []),
    ...(hop ? pair(`hop ${place}`, hop.own ?? "makes no such hop", hop.replica ?? "makes no such hop") : []),
    ...(observable || hop ? [] : [labelled("", "nothing that can be seen until then differs", LABEL_WIDTH)]),
  ];
}

/** `the replica agrees with 55 of them; yours differs in callbacks/late`; nothing where no replica was asked. */
export function replicaSummary(outcomes: readonly ScenarioOutcome[]): string | undefined {
  const told = outcomes.flatMap(({ id, result }) =>
    result?.failure?.replica ? [{ id, ...result.failure.replica }] : [],
  );
  if (told.length === 0) return undefined;
  const differing = told.filter(({ agrees }) => !agrees).map(({ id }) => id);
  const agreeing = `the replica agrees with ${told.length - differing.length} of them`;
  return differing.length === 0 ? agreeing : `${agreeing}; yours differs in ${differing.toSorted().join(", ")}`;
}

function ending(end: string): string {
  return end === "passed" ? "passes" : end.replace(/^failed: /, "fails by: ");
}

function pair(what: string, own: string, replica: string): string[] {
  return [
    labelled("", what, LABEL_WIDTH),
    labelled("", `${INDENT}yours    ${own}`, LABEL_WIDTH),
    labelled("", `${INDENT}replica  ${replica}`, LABEL_WIDTH),
  ];
}
