import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { UsageError } from "../../support/usage-error.ts";
import { readIncidentFile, writeIncidentFile } from "./incident-file.ts";

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "incident-file-"));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

test("what is written is read; a run without one is none of an incident", () => {
  const path = folder();
  expect(readIncidentFile(path)).toBeUndefined();
  const incident = {
    key: "incidents/one",
    cause: "the revision “current”",
    chain: [{ sequence: 3, at: "2025-12-03T10:00:00.000Z", words: "w", shownAt: "rows.txt:2" }],
    page: "Explained by",
  };
  writeIncidentFile(path, incident);
  expect(readIncidentFile(path)).toMatchObject(incident);
});

test.each(["{", '{"version":2}', '{"version":1,"key":3}'])("%s is refused by name", (text) => {
  const path = folder();
  writeFileSync(join(path, "incident.json"), text);
  expect(() => readIncidentFile(path)).toThrow(UsageError);
  expect(() => readIncidentFile(path)).toThrow(/incident\.json is not what npm run incident keeps/);
});
