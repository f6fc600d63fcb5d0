import { expect, test } from "vitest";
import { System } from "../../system/revisions.ts";
import { schemaSql } from "./schema.ts";

const tables = (system: System) => schemaSql(system).join("\n");

test("D21: the callback's body has a larger column; with the defect it is the recorded TEXT", () => {
  expect(tables(new System("fixed"))).toContain("callback_body MEDIUMTEXT NULL");
  expect(tables(new System("fixed", ["D21"]))).toContain("callback_body TEXT NULL");
  expect(tables(new System("current"))).toContain("callback_body TEXT NULL");
});

test("tables that only fixes need are not in the real revisions, and come with the fix", () => {
  for (const table of ["media_outbox", "listing_photographers"]) {
    expect(tables(new System("fixed"))).toContain(`CREATE TABLE ${table}`);
    expect(tables(new System("current"))).not.toContain(table);
    expect(tables(new System("incident"))).not.toContain(table);
  }
  expect(tables(new System("current").with({ removed: ["D28"] }))).toContain("media_outbox");
  expect(tables(new System("current").with({ removed: ["D29"] }))).toContain("listing_photographers");
});
