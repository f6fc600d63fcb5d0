import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { routes } from "../../../server/api/routes.ts";
import { schemaSql } from "../../../server/database/schema.ts";
import { describeInfrastructure } from "../../../system/infrastructure.ts";
import { REVISIONS, type RevisionName, System } from "../../../system/revisions.ts";
import { TABLE_COLUMNS } from "../../database/table-columns.ts";
import { PROJECT_ROOT } from "../../support/project-root.ts";
import { functionNames } from "./hop-names.ts";
import { SERVER_REQUESTS } from "./server-requests.ts";
import { streamNames } from "./stream-names.ts";

const systems = (Object.keys(REVISIONS) as RevisionName[]).map((revision) => new System(revision));

test("tables and columns are those of the fixed schema, with their kinds, and no revision has others", () => {
  const found = new Map<string, Record<string, string>>();
  for (const system of systems)
    for (const sql of schemaSql(system)) {
      const [, table = ""] = /^\s*CREATE TABLE (\w+)/.exec(sql) ?? [];
      found.set(table, { ...found.get(table), ...columnKinds(sql) });
    }
  const known = Object.entries(TABLE_COLUMNS).map(([table, columns]) => [table, plainKinds(columns)] as const);
  expect(Object.fromEntries(known)).toEqual(Object.fromEntries(found));
});

test("requests are the routes of the server", () => {
  const found = systems.flatMap((system) => {
    const configuration = { callback: { sharedSecret: "" } };
    const dependencies = { auth: { system, configuration } } as unknown as Parameters<typeof routes>[0];
    return routes(dependencies).map(({ method, pattern }) => `${method} ${pattern}`);
  });
  // Routes with ids are not replicated.
  expect([...new Set(found)].filter((request) => !request.includes(":")).sort()).toEqual([...SERVER_REQUESTS].sort());
});

test("functions are those that some system deploys", () => {
  const options = { accountId: "1", region: "r", callbackUrl: "http://x", callbackSecret: "" };
  const deployed = [...systems, new System("fixed").with({ added: ["D20"] })].flatMap((system) =>
    describeInfrastructure(system, options).functions.map(({ name }) => name),
  );
  expect([...new Set(deployed)].sort()).toEqual([...functionNames({ functions: [] })].sort());
});

test("random streams are those that something draws from", () => {
  const literals = (pattern: string, expression: RegExp) =>
    globSync(pattern, { cwd: PROJECT_ROOT })
      .filter((file) => !/\.test\.ts$|[/\\]test[/\\]/.test(file))
      .flatMap((file) => [...readFileSync(join(PROJECT_ROOT, file), "utf8").matchAll(expression)])
      .map(([, name = ""]) => name);
  const services = literals("harness/emulator/**/*.ts", /random\.stream\("([^"]+)"\)/g);
  const purposes = literals("server/**/*.ts", /\bids\.(?:uuid|hex)\("([^"]+)"/g).map((purpose) => `server/${purpose}`);
  const spread = literals("harness/emulator/**/*.ts", /random\.stream\(\s*"([^"]+)",?\s*\)/g);
  expect([...new Set([...services, ...spread, ...purposes])].sort()).toEqual([...streamNames([])].sort());
});

function columnKinds(sql: string): Record<string, string> {
  const columns: Record<string, string> = {};
  for (const [, name = "", type = "", rest = ""] of sql.matchAll(/^ {4}(\w+) ([A-Z]+)(?:\([\d, ]+\))?(.*)$/gm)) {
    if (/^(?:PRIMARY|UNIQUE|KEY|CONSTRAINT)$/.test(name)) continue;
    const kind = /INT$/.test(type) ? "number" : "text";
    columns[name] = /NOT NULL/.test(rest) ? kind : `${kind}?`;
  }
  return columns;
}

/** A status is a text. */
function plainKinds(columns: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, kind]) => [name, String(kind).replace(/(?:asset|job)Status/, "text")]),
  );
}
