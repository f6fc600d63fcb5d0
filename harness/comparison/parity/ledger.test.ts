import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { UsageError } from "../../support/usage-error.ts";
import { entriesOf, entriesOfLocalStack, parseLedger } from "./ledger.ts";

const ENTRY = {
  id: "map-parents",
  scenarios: ["cloud/*"],
  path: "executions[*].events[*]",
  reason: "LocalStack numbers otherwise",
  evidence: "recording map-timeout",
  backend: "localstack",
  expires: "2027-06-30",
};

function refusal(...entries: readonly unknown[]): string {
  try {
    parseLedger(JSON.stringify(entries), "known.yaml");
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return "none";
}

test("the project's own ledger can be read", () => {
  const file = new URL("./known.yaml", import.meta.url);
  expect(() => parseLedger(readFileSync(file, "utf8"), "harness/comparison/parity/known.yaml")).not.toThrow();
});

test("entries are read as they are written", () => {
  const yaml = `- id: a-1\n  scenarios: [x]\n  path: outcome\n  other: "failed: *"\n  reason: r\n  evidence: e\n  backend: localstack\n  expires: 2027-06-30\n`;
  expect(parseLedger(yaml, "known.yaml")).toEqual([
    {
      id: "a-1",
      scenarios: ["x"],
      path: "outcome",
      other: "failed: *",
      reason: "r",
      evidence: "e",
      about: "localstack",
      expires: "2027-06-30",
    },
  ]);
  expect(parseLedger("# nothing\n", "known.yaml")).toEqual([]);
});

test.each([
  [{ ...ENTRY, id: "Map Parents" }, "entry 'Map Parents': 'id' must be in kebab-case."],
  [{ ...ENTRY, id: undefined }, "entry 1: 'id' must be a text."],
  [{ ...ENTRY, scenarios: [] }, "entry 'map-parents': 'scenarios' must name at least one scenario."],
  [{ ...ENTRY, scenarios: "cloud/*" }, "entry 'map-parents': 'scenarios' must be a list of patterns."],
  [{ ...ENTRY, path: "**" }, "entry 'map-parents': 'path' would tolerate everything; name the place."],
  [{ ...ENTRY, reason: " " }, "entry 'map-parents': 'reason' must not be empty."],
  [{ ...ENTRY, evidence: undefined }, "entry 'map-parents': 'evidence' must be a text."],
  [{ ...ENTRY, backend: "moto" }, "entry 'map-parents': 'backend' must be localstack."],
  [{ ...ENTRY, expires: "2027-02-30" }, "entry 'map-parents': 'expires' must be a day as YYYY-MM-DD."],
  [{ ...ENTRY, expires: "soon" }, "entry 'map-parents': 'expires' must be a day as YYYY-MM-DD."],
  [{ ...ENTRY, systems: ["a", "b"] }, "entry 'map-parents': there is no 'backend'."],
  [
    { ...ENTRY, backend: undefined, systems: ["a"] },
    "entry 'map-parents': 'systems' must be the names of two systems.",
  ],
  [{ ...ENTRY, one: "x" }, "entry 'map-parents': there is no 'one'."],
  [{ ...ENTRY, until: "x" }, "entry 'map-parents': there is no 'until'."],
  ["map-parents", "entry 1: must have members."],
])("refused: %j", (entry, sentence) => {
  expect(refusal(entry)).toBe(`known.yaml: ${sentence}`);
});

test("entries about two systems hold in both directions, and not for others", () => {
  const { backend: _, ...entry } = ENTRY;
  const own = { ...entry, id: "own", systems: ["mine", "current"], one: "1", other: "2" };
  const entries = parseLedger(JSON.stringify([ENTRY, own]), "known.yaml");
  const values = (...sides: readonly [string, string]) =>
    entriesOf(sides, entries).map(({ id, embedded, other }) => [id, embedded, other]);
  expect(values("mine", "current")).toEqual([["own", "1", "2"]]);
  expect(values("current", "mine")).toEqual([["own", "2", "1"]]);
  expect(values("mine", "fixed")).toEqual([]);
  expect(entriesOfLocalStack(entries).map(({ id }) => id)).toEqual(["map-parents"]);
});

test("two entries cannot share an id", () => {
  expect(refusal(ENTRY, ENTRY)).toBe("known.yaml: the id 'map-parents' is given to two entries.");
});

test("what is no list or no YAML is refused in one sentence", () => {
  expect(() => parseLedger("entries: {}", "known.yaml")).toThrow("known.yaml must be a list of entries.");
  expect(() => parseLedger("- [", "known.yaml")).toThrow(/^known\.yaml is not YAML: [^\n]*line \d+, column \d+\.$/);
});
