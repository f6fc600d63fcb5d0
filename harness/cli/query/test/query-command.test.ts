import { rmSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { call, keptScenario, recordedEvents } from "../../../report/test/kept-run.ts";
import { writeRun } from "../../../report/test/written-run.ts";
import { commandRoom } from "../../framework/test/command-room.ts";
import { queryCommand } from "../query-command.ts";

const ID = "20261201-100000-000";

const room = commandRoom("query-command");
beforeEach(() => {
  writeRun(join(room.folder, "runs"), ID, [keptScenario("a/b", recordedEvents([call("owner", "server", "GET /x")]))]);
});

const query = (...argv: readonly string[]): Promise<number> =>
  queryCommand({ argv, environment: {}, runs: join(room.folder, "runs") });

test("the newest run as a table; how many lines of which run stands beside it", async () => {
  expect(await query("select operation, outcome from events")).toBe(0);
  expect(room.output).toBe("operation  outcome\n─────────  ───────\nGET /x     ok\n");
  expect(room.errors).toBe(`1 line of run ${ID}\n`);
});

test("a named run as JSON", async () => {
  expect(await query(ID, "select operation as o from events", "--json")).toBe(0);
  expect(JSON.parse(room.output)).toEqual([{ o: "GET /x" }]);
  room.output = "";
  expect(await query("select * from logs", "--json")).toBe(0);
  expect(room.output).toBe("[]\n");
});

test("the schema needs no run", async () => {
  rmSync(join(room.folder, "runs"), { recursive: true });
  expect(await query("--schema")).toBe(0);
  expect(room.output).toMatch(/^scenarios\n/);
});

test.each([
  [[], /Say what to ask/],
  [[ID], /Say what to ask/],
  [["select", "*", "from", "events"], /in quotes; these are 4 words/],
  [["2027", "select 1"], /There is no run "2027"/],
  [["select x from events"], /no such column: x/],
])("%j: usage", async (argv, message) => {
  expect(await query(...argv)).toBe(2);
  expect(room.errors).toMatch(message);
});
