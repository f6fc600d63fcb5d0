import { expect, test } from "vitest";
import { schemaSql } from "../../../server/database/schema.ts";
import { System } from "../../../system/revisions.ts";
import { columnsLacking, fixedTables } from "./fixed-schema.ts";

test("every table of the fixed system is known with its columns", () => {
  const created = schemaSql(new System("fixed")).filter((sql) => /^\s*CREATE TABLE/.test(sql));
  expect(fixedTables().size).toBe(created.length);
  for (const [table, columns] of fixedTables()) expect([table, columns.length > 1]).toEqual([table, true]);
  expect(fixedTables().get("media_assets")).toEqual([
    "id",
    "listing_identity_id",
    "asset_type",
    "sequence",
    "status",
    "s3_key_raw",
    "s3_key_processed",
    "title",
    "metadata",
    "processing_job_id",
  ]);
});

test("what a row of an older schema lacks is told, and nothing of a table that stories do not know", () => {
  const { processing_job_id: _absent, ...row } = Object.fromEntries(
    (fixedTables().get("media_assets") ?? []).map((column) => [column, null] as const),
  );
  expect(columnsLacking("media_assets", row)).toEqual(["processing_job_id"]);
  expect(columnsLacking("media_assets", { ...row, processing_job_id: null, more: 1 })).toEqual([]);
  expect(columnsLacking("of_the_user", { id: 1 })).toEqual([]);
});
