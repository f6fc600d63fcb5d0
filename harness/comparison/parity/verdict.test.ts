import { describe, expect, test } from "vitest";
import { EXIT } from "../../support/exit-status.ts";
import type { LedgerEntry } from "./ledger.ts";
import { parity } from "./parity.ts";
import { found } from "./test/observations.ts";
import { type BackendRun, judge } from "./verdict.ts";

const NOW = Date.parse("2027-01-01T12:00:00Z");
const ENTRY: LedgerEntry = {
  id: "known",
  scenarios: ["cloud/*"],
  path: 'findings["finding 1"].value',
  reason: "r",
  evidence: "e",
  about: "localstack",
  expires: "2027-06-30",
};

function passed(value: unknown): BackendRun {
  return { mark: "passed", title: "t", observation: found(value) };
}

/** A run of scenarios given as pairs of how they ended on the two backends. */
function verdictOf(
  pairs: Readonly<Record<string, readonly [BackendRun | undefined, BackendRun | undefined]>>,
  entries: readonly LedgerEntry[] = [],
  options: { all?: readonly string[]; now?: number } = {},
) {
  const runs = (side: 0 | 1) =>
    new Map(Object.entries(pairs).flatMap(([id, pair]) => (pair[side] ? [[id, pair[side]] as const] : [])));
  return judge(
    { embedded: runs(0), localstack: runs(1) },
    { file: "known.yaml", entries, all: options.all ?? Object.keys(pairs), now: options.now ?? NOW },
  );
}

test("equal observations are the same, status 0", () => {
  const verdict = verdictOf({ "cloud/a": [passed(1), passed(1)] });
  expect(verdict.scenarios).toEqual([
    { id: "cloud/a", title: "t", embedded: "passed", comparison: "same", differences: [] },
  ]);
  expect(verdict.code).toBe(EXIT.green);
});

test("different observations are status 1", () => {
  const verdict = verdictOf({ "cloud/a": [passed(1), passed(2)] });
  expect(verdict.scenarios[0]?.comparison).toBe("different");
  expect(verdict.code).toBe(EXIT.red);
});

test.each([
  ["fails there", passed(1), { mark: "failed", reason: "boom", title: "t" }, "passed", "failed: boom"],
  ["fails here", { mark: "failed", reason: "boom", title: "t" }, passed(1), "failed: boom", "passed"],
  [
    "fails here, is skipped there",
    { mark: "failed", title: "t" },
    { mark: "skipped", reason: "virtual time", title: "t" },
    "failed: no reason given",
    "skipped: virtual time",
  ],
  ["did not run there", passed(1), undefined, "passed", "did not run"],
  ["left nothing to compare", passed(1), { mark: "passed", title: "t" }, "passed", "passed, but nothing was observed"],
] as const)("a scenario that %s differs at its outcome", (_, embedded, other, seen, seenThere) => {
  const verdict = verdictOf({ "cloud/a": [embedded, other] });
  expect(verdict.scenarios[0]?.differences).toEqual([
    { scenario: "cloud/a", path: "outcome", embedded: seen, other: seenThere, toleratedBy: [] },
  ]);
  expect(verdict.code).toBe(EXIT.red);
});

test("a skipped scenario is skipped with its reason, and a run of nothing else proves nothing", () => {
  const skipped: BackendRun = { mark: "skipped", reason: "needs virtual time", title: "t" };
  const verdict = verdictOf({ "cloud/a": [passed(1), skipped] });
  expect(verdict.scenarios[0]).toMatchObject({ comparison: "skipped", reason: "needs virtual time" });
  expect(verdict.code).toBe(EXIT.ourBug);
  expect(verdictOf({ "cloud/a": [passed(1), skipped], "cloud/b": [passed(1), passed(1)] }).code).toBe(EXIT.green);
});

describe("the ledger", () => {
  test("tolerates what matches in scenario, path and values", () => {
    const differing = { "cloud/a": [passed("x 1"), passed("y")] } as const;
    expect(verdictOf(differing, [ENTRY]).scenarios[0]).toMatchObject({
      comparison: "tolerated",
      differences: [{ toleratedBy: ["known"] }],
    });
    expect(verdictOf(differing, [ENTRY]).code).toBe(EXIT.green);
    expect(verdictOf(differing, [{ ...ENTRY, embedded: "x *", other: "y" }]).code).toBe(EXIT.green);
    expect(verdictOf(differing, [{ ...ENTRY, embedded: "z *" }]).code).toBe(EXIT.red);
    expect(verdictOf(differing, [{ ...ENTRY, scenarios: ["listing/*"] }]).code).toBe(EXIT.red);
  });

  test("tolerates a failed scenario by its outcome, but not its other differences elsewhere", () => {
    const failed: BackendRun = { mark: "failed", reason: "Map is not there", title: "t" };
    const entry = { ...ENTRY, path: "outcome", other: "failed: Map *" };
    expect(verdictOf({ "cloud/a": [passed(1), failed] }, [entry]).code).toBe(EXIT.green);
  });

  test("an entry that matches nothing fails, and so does one that names no scenario", () => {
    const same = { "cloud/a": [passed(1), passed(1)] } as const;
    expect(verdictOf(same, [ENTRY]).ledgerFailures).toEqual(["'known' is unused: no difference matches it any more."]);
    expect(verdictOf(same, [ENTRY]).code).toBe(EXIT.red);
    expect(verdictOf(same, [{ ...ENTRY, scenarios: ["gone"] }]).ledgerFailures).toEqual([
      "'known' names no scenario that there is.",
    ]);
  });

  test("is not judged by scenarios that did not run", () => {
    const same = { "cloud/a": [passed(1), passed(1)] } as const;
    expect(verdictOf(same, [ENTRY], { all: ["cloud/a", "cloud/b"] }).ledgerFailures).toEqual([]);
    const onlyA = { ...ENTRY, scenarios: ["cloud/a"] };
    expect(verdictOf(same, [onlyA], { all: ["cloud/a", "cloud/b"] }).ledgerFailures).toHaveLength(1);
  });

  test("an entry holds on its last day and fails on the next", () => {
    const differing = { "cloud/a": [passed(1), passed(2)] } as const;
    const at = (time: string) => verdictOf(differing, [ENTRY], { now: Date.parse(time) });
    expect(at("2027-06-30T23:59:59Z").code).toBe(EXIT.green);
    expect(at("2027-07-01T00:00:00Z").ledgerFailures).toEqual([
      "'known' has expired on 2027-06-30: look whether it still holds.",
    ]);
    expect(at("2027-07-01T00:00:00Z").code).toBe(EXIT.red);
  });
});

test("parity runs both backends in turn, the ledger being read first", async () => {
  const asked: string[] = [];
  const runOn = async (backend: string) => {
    asked.push(backend);
    return new Map([["cloud/a", passed(1)]]);
  };
  const options = { ledgerFile: "known.yaml", allScenarios: ["cloud/a"], now: NOW };
  expect((await parity(runOn, { ...options, ledger: "[]" })).code).toBe(EXIT.green);
  expect(asked).toEqual(["embedded", "localstack"]);
  await expect(parity(runOn, { ...options, ledger: "x: 1" })).rejects.toThrow("must be a list");
  expect(asked).toHaveLength(2);
});
