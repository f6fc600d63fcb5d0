import { expect, test } from "vitest";
import { palette } from "../../support/palette.ts";
import { parityReport } from "./table.ts";
import type { JudgedDifference, ParityVerdict, ScenarioVerdict } from "./verdict.ts";

const PLAIN = palette(false);

function report(scenarios: readonly ScenarioVerdict[], ledgerFailures: readonly string[] = []): string[] {
  const verdict: ParityVerdict = {
    scenarios,
    ledgerFile: "harness/comparison/parity/known.yaml",
    ledgerFailures,
    code: 0,
  };
  return parityReport(verdict, PLAIN).split("\n");
}

function scenario(parts: Partial<ScenarioVerdict>): ScenarioVerdict {
  return { id: "cloud/a", title: "A story", embedded: "passed", comparison: "same", differences: [], ...parts };
}

function difference(parts: Partial<JudgedDifference> = {}): JudgedDifference {
  return { scenario: "cloud/a", path: "queues.dlq[0]", embedded: "{}", toleratedBy: [], ...parts };
}

test("one line for each scenario, and the counts", () => {
  expect(
    report([
      scenario({}),
      scenario({
        id: "cloud/long-name",
        comparison: "tolerated",
        differences: [difference({ toleratedBy: ["one", "two"] }), difference({ toleratedBy: ["one"] })],
      }),
      scenario({ id: "night", comparison: "skipped", reason: "needs virtual time" }),
    ]),
  ).toEqual([
    "scenario         embedded  localstack",
    "cloud/a          ✓         ✓",
    "cloud/long-name  ✓         ~ 2 (one, two)",
    "night            ✓         – needs virtual time",
    "",
    "3 scenarios: 1 same, 1 tolerated, 1 skipped",
  ]);
});

test("differences are shown with both values, five of a scenario", () => {
  const differences = Array.from({ length: 7 }, (_, index) => difference({ path: `queues.dlq[${index}]` }));
  const lines = report([
    scenario({ comparison: "different", differences: [...differences, difference({ toleratedBy: ["one"] })] }),
  ]);
  expect(lines[1]).toBe("cloud/a   ✓         ✗ 7 differences, ~ 1 (one)");
  expect(lines.slice(3, 7)).toEqual([
    "✗ cloud/a  A story",
    "  queues.dlq[0]",
    "    embedded    {}",
    "    localstack  nothing",
  ]);
  expect(lines.at(-3)).toBe("  and 2 differences more");
  expect(lines.at(-1)).toBe("1 scenario: 0 same, 1 different");
});

test("long values are cut around the point of difference", () => {
  const [before, behind] = ["a".repeat(500), "b".repeat(500)];
  const values = { embedded: `${before}1${behind}`, other: `${before}2${behind}` };
  const lines = report([scenario({ comparison: "different", differences: [difference(values)] })]);
  expect(lines[5]).toMatch(/^ {4}embedded {4}…a{40}1b+…$/);
  expect(lines[6]).toMatch(/^ {4}localstack {2}…a{40}2b+…$/);
});

test("what fails in the ledger is shown before the summary", () => {
  expect(report([scenario({})], ["'one' is unused: no difference matches it any more."]).slice(3)).toEqual([
    "✗ harness/comparison/parity/known.yaml",
    "  'one' is unused: no difference matches it any more.",
    "",
    "1 scenario: 1 same · the ledger fails 1 time",
  ]);
});

test("a run of which nothing could be compared says so", () => {
  expect(report([scenario({ comparison: "skipped", reason: "needs virtual time" })]).at(-1)).toBe(
    "1 scenario: 0 same, 1 skipped · nothing was compared",
  );
});
