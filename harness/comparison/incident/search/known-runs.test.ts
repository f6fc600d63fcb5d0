import { describe, expect, test } from "vitest";
import type { DefectId } from "../../../../system/defects.ts";
import { inferPlan } from "../inference/infer-plan.ts";
import { departuresOf } from "./departures.ts";
import { KnownRuns } from "./known-runs.ts";
import type { Candidate, WorldResult } from "./world-result.ts";

const columns = {
  id: 21,
  listing_identity_id: 28,
  external_id: "arn:aws:states:us-east-1:1:execution:m:finalization-21",
};
const { plan } = inferPlan([
  { kind: "row", place: { file: "r", line: 1 }, table: "media_processing_jobs", columns },
  {
    kind: "claim",
    place: { file: "r", line: 2 },
    claim: "succeeded",
    method: "POST",
    path: "/api/v2/listings/media/uploads/complete",
    words: "",
  },
]);
const all = departuresOf(plan, "incident");
const QUEUE = "server sqs SendMessage";
const ZIP = "listing-media-zip-staging s3 GetObject";

const of = (...ids: readonly string[]): Candidate => ({
  revision: "incident",
  departures: ids.map((id) => {
    const found = all.find((one) => one.id === id);
    if (!found) throw new Error(`${id} is none of ${all.map((one) => one.id).join(", ")}`);
    return found;
  }),
});

function played(
  candidate: Candidate,
  asked: readonly DefectId[],
  hops: readonly string[],
  steps = plan.steps,
): WorldResult {
  const comparison = { same: 1, different: [], notComparable: [], surprises: [], beyond: 0, shownBy: [] };
  const reached = new Set(steps.map(({ name }) => name));
  return { ...candidate, number: 0, comparison, fingerprint: "f", asked: new Set(asked), hops: new Set(hops), reached };
}

function knownAfter(run: WorldResult, ...ids: readonly string[]): WorldResult | undefined {
  const runs = new KnownRuns();
  runs.add(run);
  return runs.resultOf({ ...of(...ids), number: 7 });
}

describe("a world is known", () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ["whose other defect nobody asked about", [], ["-D12"]],
    ["of two departures, the second of which nobody asked about", ["tracing-off"], ["tracing-off", "-D12"]],
    ["whose fault finds nothing to strike", [], ["no-original-zipped"]],
    [
      "of two departures, the first of which finds nothing to strike",
      ["tracing-off"],
      ["no-original-zipped", "tracing-off"],
    ],
  ])("%s", (_, run, ids) => {
    const found = knownAfter(played(of(...run), ["D1"], [QUEUE]), ...ids);
    expect(found).toMatchObject({ number: 7, fingerprint: "f", departures: of(...ids).departures });
  });

  test("where the step of a departure is never reached", () => {
    const run = played(of("queue-down"), [], [QUEUE], plan.steps.slice(0, 1));
    expect(knownAfter(run, "queue-down", "asked-twice complete")).toBeDefined();
  });
});

describe("a world is not known", () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ["whose defect was asked about", [], ["-D1"]],
    ["whose fault may strike", [], ["queue-down"]],
    ["whose configuration is another", [], ["tracing-off"]],
    ["whose files are others", [], ["png PHOTO_HORIZONTAL 1"]],
    ["in which a person does more", [], ["asked-twice complete"]],
    ["which departs less than the played one", ["tracing-off"], []],
  ])("%s", (_, run, ids) => {
    expect(knownAfter(played(of(...run), ["D1"], [QUEUE]), ...ids)).toBeUndefined();
  });

  test("of another revision, or whose fault strikes what the played one sent", () => {
    const run = played(of(), [], [ZIP]);
    expect(knownAfter(run, "no-original-zipped")).toBeUndefined();
    const runs = new KnownRuns();
    runs.add(run);
    expect(runs.resultOf({ revision: "current", departures: [], number: 1 })).toBeUndefined();
  });

  test("where the played world had the answer that the other has not", () => {
    const run = played(of("-D12"), ["D12"], []);
    expect(knownAfter(run)).toBeUndefined();
    expect(knownAfter(run, "-D12", "-D13")).toBeDefined();
  });
});
