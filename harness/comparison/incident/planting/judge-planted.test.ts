import { expect, test } from "vitest";
import type { Seen } from "../../../scenario/facts/seen.ts";
import type { Investigation } from "../investigate.ts";
import type { WorldResult } from "../search/world-result.ts";
import { judgePlanted } from "./judge-planted.ts";
import { signatureOf } from "./signature.ts";
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
  const planted = { cause, plan, strange, signature: [], report: `… ${strange.mark} …` };
  expect(judgePlanted(planted, investigation(false))).toMatchObject({ identifiable: true, found: true, wrong: false });
  expect(judgePlanted(planted, investigation(true))).toMatchObject({ identifiable: true, found: false, wrong: true });
  const without = { ...planted, report: "nothing of it" };
  expect(judgePlanted(without, investigation(true))).toMatchObject({ identifiable: false, wrong: false });
});

const departure = (id: string) => ({ id, words: id, kind: "file" as const, change: <T>(from: T): T => from });
const world = (id: string): WorldResult => ({ ...fitting, departures: [departure(id)], fingerprint: id });

test("of every cause but the first, what leads to it must be named", () => {
  const planted = { cause: world("png PHOTO_HORIZONTAL 2"), plan, signature: [], report: "" };
  const found = (apart: readonly string[]) => {
    const search = { results: [fitting, planted.cause], played: 2, neverAsked: [], depth: 1 };
    const alsoPossible = [{ first: planted.cause, alike: [], apart }];
    const judgement = { explainedBy: { first: fitting, alike: [] }, alsoPossible, refuted: [], unexplained: [] };
    return judgePlanted(planted, { plan, inferred: [], search, judgement, chain: [] });
  };
  expect(found(["the file itself"])).toMatchObject({ wrong: false, isEvidenceNamed: true });
  expect(found([])).toMatchObject({ wrong: false, isEvidenceNamed: false });
});

test("of files that are all alike a report may name but one", () => {
  const only = { ...plan, files: [{ assetType: "PHOTO_HORIZONTAL", sequence: 1, name: "a.jpg" }] };
  const first = world("truncated PHOTO_HORIZONTAL 1");
  const search = { results: [fitting, first], played: 2, neverAsked: [], depth: 1 };
  const judgement = { explainedBy: { first, alike: [] }, alsoPossible: [], refuted: [], unexplained: [] };
  const planted = { cause: world("truncated all"), plan, signature: [], report: "" };
  const verdict = judgePlanted(planted, { plan: only, inferred: [], search, judgement, chain: [] });
  expect(verdict).toMatchObject({ found: true, wrong: false });
});

test("a cause is found where its world ends as the incident did, in rows, executions, callbacks and names of errors", () => {
  const told = '{"provider":"STEP_FUNCTIONS","outputs":[{"errorCode":"THUMBNAIL_PROCESSING_FAILED"}]}';
  const seen = (error: string): Seen => ({
    backend: "embedded",
    rows: new Map([
      ["media_processing_jobs", [{ id: 1, provider: "STEP_FUNCTIONS", status: "FAILED", last_error: error }]],
    ]),
    logs: [],
    callbacks: [{ text: told, status: "200", bytes: 2 }],
    executions: [],
    keys: new Set(),
    answers: [],
    messages: [],
  });
  const first = { ...world("png PHOTO_HORIZONTAL 2"), seen: seen("no 7/raw/photo/horizontal/horizontal-01-a.jpg") };
  const found = (error: string) => {
    const planted = { cause: first, plan, signature: signatureOf(seen(error)), report: "" };
    const search = { results: [first], played: 1, neverAsked: [], depth: 1 };
    const judgement = { explainedBy: { first, alike: [] }, alsoPossible: [], refuted: [], unexplained: [] };
    return judgePlanted(planted, { plan, inferred: [], search, judgement, chain: [] });
  };
  expect(found("no 7/raw/photo/vertical/vertical-02-b.jpg")).toMatchObject({ found: true, unlike: [] });
  expect(found("no memory")).toMatchObject({
    found: false,
    wrong: false,
    unlike: [
      "was: job of STEP_FUNCTIONS FAILED, last_error no memory",
      "is: job of STEP_FUNCTIONS FAILED, last_error no ‹key›",
    ],
  });
});
