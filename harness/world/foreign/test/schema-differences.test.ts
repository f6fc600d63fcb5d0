import { expect, test } from "vitest";
import { NotOnThisBackend } from "../../../cloud/backends/not-on-this-backend.ts";
import { explainOnForeignSchema, onForeignSchema } from "../schema-differences.ts";

const sqlError = (errno: number, message: string) => Object.assign(new Error(message), { errno });

test.each([
  ["a table", sqlError(1146, "Table 'toq_db.media_outbox' doesn't exist"), "the table media_outbox"],
  [
    "a table of a database with a dot in its name",
    sqlError(1146, "Table 'a.b.media_outbox' doesn't exist"),
    "the table media_outbox",
  ],
  ["a column", sqlError(1054, "Unknown column 'processing_job_id' in 'field list'"), "the column processing_job_id"],
  [
    "a column of a table",
    sqlError(1054, "Unknown column 'media_assets.processing_job_id' in 'where clause'"),
    "the column processing_job_id",
  ],
])("%s that only the fixed schema has makes the story not applicable", (_what, failure, absent) => {
  const explained = explainOnForeignSchema(failure);
  expect(explained).toBeInstanceOf(NotOnThisBackend);
  expect(explained).toHaveProperty("message", `needs ${absent}, which the system's schema has not`);
});

test.each([
  ["a table that no schema has", sqlError(1146, "Table 'toq_db.media_assetz' doesn't exist")],
  ["a column that no schema has", sqlError(1054, "Unknown column 'statuz' in 'field list'")],
  ["another error", sqlError(1062, "Duplicate entry '20' for key 'PRIMARY'")],
  ["no error of the database", new Error("Unknown column 'processing_job_id'")],
  ["no error at all", "Unknown column"],
])("%s stays what it is", (_what, failure) => {
  expect(explainOnForeignSchema(failure)).toBe(failure);
});

test("a row of an older schema is as it is, and says what it lacks to who asks for it", () => {
  const row = onForeignSchema("media_assets", { id: 1, status: "PROCESSED", title: null });
  expect(row).toEqual({ id: 1, status: "PROCESSED", title: null });
  expect(structuredClone(row)).toEqual({ id: 1, status: "PROCESSED", title: null });
  expect(() => row.processing_job_id).toThrow("needs the column media_assets.processing_job_id");
  expect(() => expect(row).toMatchObject({ processing_job_id: 20 })).toThrow(NotOnThisBackend);
});
