import { expect, test } from "vitest";
import type { Investigation } from "../investigate.ts";
import type { WorldResult } from "../search/world-result.ts";
import { judgePlanted } from "./judge-planted.ts";
import { STRANGE_DEPARTURES } from "./strange-departures.ts";

const plan = { listing: 1, startAt: "2026-01-05T08:00:00Z", files: [], steps: [] };
const comparison = { same: 9, different: [], notComparable: [], surprises: [], beyond: 0, shownBy: [] };
const fitting: WorldResult = {
  revision: "fixed",
  departures: [],
  number: 0,
  comparison,
  fingerprint: "f",
  asked: new Set(),
  hops: new Set(),
  reached: new Set(),
};

function investigation(explained: boolean): Investigation {
  const search = { results: [fitting], played: 1, neverAsked: [], depth: 1 };
  const causes = explained ? { explainedBy: { first: fitting, alike: [] } } : {};
  const judgement = { ...causes, alsoPossible: [], refuted: [], unexplained: [] };
  return { plan, inferred: [], search, judgement, chain: [] };
}

test("of a cause that the search does not know it must say so, as long as a trace of it was left in", () => {
  const [strange] = STRANGE_DEPARTURES;
  if (!strange) throw new Error("there is none");
  const cause = { revision: "fixed" as const, departures: [strange] };
  const planted = { cause, plan, strange, report: `… ${strange.mark} …` };
  expect(judgePlanted(planted, investigation(false))).toMatchObject({ identifiable: true, found: true, wrong: false });
  expect(judgePlanted(planted, investigation(true))).toMatchObject({ identifiable: true, found: false, wrong: true });
  const without = { ...planted, report: "nothing of it" };
  expect(judgePlanted(without, investigation(true))).toMatchObject({ identifiable: false, wrong: false });
});
