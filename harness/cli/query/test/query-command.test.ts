import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { call, keptScenario, recordedEvents } from "../../../report/test/kept-run.ts";
import { writeRun } from "../../../report/test/written-run.ts";
import { queryCommand } from "../query-command.ts";

const ID = "20261201-100000-000";
let folder = "";
let output = "";
let errors = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "query-command-"));
  [output, errors] = ["", ""];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    output += String(text);
    return true;
  });
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    errors += String(text);
    return true;
  });
  writeRun(join(folder, "runs"), ID, [keptScenario("a/b", recordedEvents([call("owner", "server", "GET /x")]))]);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const query = (...argv: readonly string[]): Promise<number> =>
  queryCommand({ argv, environment: {}, runs: join(folder, "runs") });

test("the newest run as a table; how many lines of which run stands beside it", async () => {
  expect(await query("select operation, outcome from events")).toBe(0);
  expect(output).toBe("operation  outcome\n─────────  ───────\nGET /x     ok\n");
  expect(errors).toBe(`1 line of run ${ID}\n`);
});

test("a named run as JSON", async () => {
  expect(await query(ID, "select operation as o from events", "--json")).toBe(0);
  expect(JSON.parse(output)).toEqual([{ o: "GET /x" }]);
  output = "";
  expect(await query("select * from logs", "--json")).toBe(0);
  expect(output).toBe("[]\n");
});

test("the schema needs no run", async () => {
  rmSync(join(folder, "runs"), { recursive: true });
  expect(await query("--schema")).toBe(0);
  expect(output).toMatch(/^scenarios\n/);
});

test.each([
  [[], /Say what to ask/],
  [[ID], /Say what to ask/],
  [["select", "*", "from", "events"], /in quotes; these are 4 words/],
  [["2027", "select 1"], /There is no run "2027"/],
  [["select x from events"], /no such column: x/],
])("%j: usage", async (argv, message) => {
  expect(await query(...argv)).toBe(2);
  expect(errors).toMatch(message);
});
