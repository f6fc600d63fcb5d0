import { expect, test } from "vitest";
import { DEFECT_IDS } from "../../../../system/defects.ts";
import type { Plan } from "../inference/plan.ts";
import { searchCauses } from "./search-causes.ts";
import { type Candidate, nameOf, type WorldResult } from "./world-result.ts";

const PLAN: Plan = {
  listing: 28,
  startAt: "2025-12-03T10:00:00Z",
  files: [],
  steps: [{ name: "upload" }, { name: "process", job: 20 }],
};
const place = { file: "r", line: 1 };
const fact = { kind: "object", place, key: "k" } as const;
const different = [{ field: "object k", expected: "there", found: "absent", place, fact }];

/** A world that does not show what was seen, as it comes back from a thread. */
const refuted = (candidate: Candidate & { readonly number: number }): WorldResult => ({
  ...candidate,
  comparison: { same: 0, different, notComparable: [], surprises: [], beyond: 0, shownBy: [] },
  fingerprint: nameOf(candidate),
  asked: new Set(),
  hops: new Set(["server sqs SendMessage"]),
  reached: new Set(["process"]),
});

test("a search that is out of time ends at once, and what it has tried is the beginning of its order", async () => {
  const whole = await searchCauses(PLAN, async (candidate) => refuted(candidate));
  const order = whole.results.map(nameOf);
  const budget = new AbortController();
  const left = 7;
  const search = await searchCauses(
    PLAN,
    // Three worlds never end; those beside them that come later in the order do.
    (candidate) =>
      candidate.number >= left && candidate.number < left + 3
        ? new Promise<WorldResult>(() => {})
        : Promise.resolve(refuted(candidate)),
    { until: budget.signal, parallel: 4, onWorld: (_, tried) => tried === left + 2 && budget.abort() },
  );
  expect(search.results.map(nameOf)).toEqual(order.slice(0, left));
  expect(search.cutAt).toBe(order[left]);
});

test("a search that has no time tries nothing, and says where it begins", async () => {
  const search = await searchCauses(PLAN, async (candidate) => refuted(candidate), { until: AbortSignal.abort() });
  expect(search).toMatchObject({ results: [], cutAt: "incident", played: 0 });
});

test("what breaks in a world ends the search", async () => {
  const broken = searchCauses(PLAN, () => Promise.reject(new Error("the world broke")), { parallel: 2 });
  await expect(broken).rejects.toThrow("the world broke");
});

test("two departures at once are found behind many single ones that all come equally near", async () => {
  const [first, second] = ["unknown-arn", "other-secret"];
  // Each defect alone hides one of three differences, all in the same way; so does each of the two that were there.
  const search = await searchCauses(PLAN, async (candidate) => {
    const ids = candidate.departures.map(({ id }) => id);
    const right = [first, second].filter((id) => id !== undefined && ids.includes(id)).length;
    const isDefect = candidate.departures.length === 1 && candidate.departures[0]?.kind === "defect";
    const left = right === 2 ? 0 : isDefect ? 2 : 3 - right;
    const one = refuted(candidate);
    const comparison = {
      ...one.comparison,
      same: isDefect ? 9 : 1,
      different: Array.from({ length: left }, () => different).flat(),
    };
    const fingerprint = isDefect ? `${candidate.revision} with a defect` : one.fingerprint;
    return { ...one, comparison, fingerprint, asked: new Set(DEFECT_IDS) };
  });
  const fitting = search.results.filter(({ comparison }) => comparison.different.length === 0);
  expect(fitting.map(nameOf)).toContain(`incident + ${first} + ${second}`);
  expect(search.depth).toBe(2);
});
