import { DEFECTS } from "../../../../system/defects.ts";
import { printableLine } from "../../../support/printable-line.ts";
import type { Investigation } from "../investigate.ts";
import type { Cause, OtherCause } from "../search/judge-search.ts";
import { wordsOf } from "../search/judge-search.ts";
import { nameOf, type WorldResult } from "../search/world-result.ts";
import { placeText } from "./facts-text.ts";

const MOST_OTHERS = 12;
const MOST_ALIKE = 6;
const MOST_UNEXPLAINED = 20;

/** What is inferred, then what the search has found, in this order: explained by, also possible, refuted, unexplained, not searched. */
export function causeText(investigation: Investigation): string {
  const { inferred, search, judgement } = investigation;
  return [
    "Inferred",
    ...inferred.map(({ what, value, reason, place }) => {
      const from = place ? placeText(place) : "assumed";
      return line(`  ${what}: ${value} (${reason}; ${from})`);
    }),
    "",
    ...explained(investigation),
    "",
    ...others(judgement.alsoPossible),
    "Refuted",
    ...judgement.refuted.map(refuted),
    ...unexplained(investigation),
    "Not searched",
    ...notSearched(investigation),
    "",
    `${search.results.length} worlds were tried, with up to ${search.depth} ${search.depth === 1 ? "departure" : "departures"} each`,
  ].join("\n");
}

function explained({ judgement, search, chain, silence }: Investigation): string[] {
  const { explainedBy, alsoPossible } = judgement;
  if (!explainedBy) {
    const nearest = judgement.refuted[0];
    const count = nearest?.comparison.different.length ?? 0;
    const near = nearest
      ? ` The nearest is ${nameOf(nearest)}, with ${count} ${count === 1 ? "difference" : "differences"}.`
      : "";
    return [
      "NOT EXPLAINED",
      line(`  No world of the ${search.results.length} that were tried shows what was reported.${near}`),
    ];
  }
  const { comparison } = explainedBy.first;
  const title =
    alsoPossible.length === 0
      ? "Explained by"
      : `Explained by one of ${alsoPossible.length + 1} causes that this evidence does not tell apart; the simplest is`;
  return [
    title,
    line(`  ${wordsOf(explainedBy.first)}`),
    `  ${comparison.same} fields same, 0 different, ${comparison.notComparable.length} not comparable`,
    ...alike(explainedBy),
    ...comparison.surprises.map((what) => line(`  beyond the evidence: ${what}`)),
    "",
    "  What happened",
    ...chain.map(({ at, words, shownAt }) =>
      line(`    ${at.slice(11, 23)}  ${words}${shownAt ? `   ← ${placeText(shownAt)}` : ""}`),
    ),
    ...(silence !== undefined && silence !== "no time"
      ? [
          "",
          `  Nothing told of it because of ${silence.sets.map((set) => set.join(" ")).join(", or ")} (${silence.runs} worlds)`,
          ...[...new Set(silence.sets.flat())].map((id) => `    ${id}  ${DEFECTS[id].title}`),
        ]
      : []),
  ];
}

function alike({ alike: same }: Cause): string[] {
  if (same.length === 0) return [];
  const shown = same.slice(0, MOST_ALIKE).map(wordsOf);
  const rest = same.length - shown.length;
  return [
    "  Nothing that can be looked up tells it from",
    ...shown.map((words) => line(`    ${words}`)),
    ...(rest > 0 ? [`    and ${rest} more`] : []),
  ];
}

function others(causes: readonly OtherCause[]): string[] {
  if (causes.length === 0) return [];
  const rest = causes.length - MOST_OTHERS;
  return [
    "Also possible, and what to look up to tell",
    ...causes
      .slice(0, MOST_OTHERS)
      .flatMap((cause) => [
        line(`  ${wordsOf(cause.first)}`),
        ...cause.apart.map((what) => line(`    look up ${what}`)),
        ...alike(cause).map((text) => `  ${text}`),
      ]),
    ...(rest > 0 ? [`  and ${rest} more, each with what is looked up first`] : []),
    ...causes
      .slice(MOST_OTHERS)
      .flatMap(({ first, apart: [what] }) => [
        line(`    ${nameOf(first)}${what === undefined ? "" : `: look up ${what}`}`),
      ]),
    "",
  ];
}

function refuted(result: WorldResult): string {
  const [difference] = result.comparison.different;
  if (!difference) return line(`  ${nameOf(result)}: nothing in it can be compared`);
  const { field, expected, found, place } = difference;
  return line(
    `  ${nameOf(result)}: ${field} would be ${short(found)}, and is ${short(expected)} (${placeText(place)})`,
  );
}

function unexplained({ judgement }: Investigation): string[] {
  const { unexplained: all, explainedBy } = judgement;
  if (explainedBy) return ["Unexplained", "  nothing"];
  return [
    "Unexplained, in the nearest world",
    ...all
      .slice(0, MOST_UNEXPLAINED)
      .map(({ fact, field, found }) => line(`  ${placeText(fact.place)}  ${field}: ${short(found)} in that world`)),
    ...(all.length > MOST_UNEXPLAINED ? [`  and ${all.length - MOST_UNEXPLAINED} more`] : []),
  ];
}

function notSearched({ plan, search, silence, judgement }: Investigation): string[] {
  const videos = plan.files.filter(({ assetType }) => assetType.startsWith("VIDEO"));
  return [
    ...(search.cutAt === undefined ? [] : [line(`  everything from ${search.cutAt} on: the budget was used up`)]),
    ...(silence === "no time" ? ["  why nothing told of it, if nothing did: the budget was used up"] : []),
    ...(search.neverAsked.length === 0
      ? []
      : [`  ${search.neverAsked.length} defects that these requests never ask about, because they change nothing`]),
    ...(search.depth < 2
      ? [`  two departures at once${judgement.explainedBy ? ", because one is enough" : ""}`]
      : ["  more than two departures at once"]),
    ...(videos.length > 0
      ? [
          `  what more may be wrong with ${videos.length} videos than that one is broken, short, or none: small clips are played in their place`,
        ]
      : []),
  ];
}

const short = (text: string): string => (text.length > 120 ? `${text.slice(0, 120)}…` : text);

const line = (text: string): string => printableLine(text, 400);
