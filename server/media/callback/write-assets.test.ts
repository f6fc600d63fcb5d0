import { expect, test } from "vitest";
import { System } from "../../../system/revisions.ts";
import type { Statements } from "../../database/database.ts";
import { Logger } from "../../logging/logger.ts";
import { changeOf } from "./asset-change.ts";
import { jobWith, resultWith } from "./test/examples.ts";
import { writeAssets } from "./write-assets.ts";

const fixed = new System("fixed");
const current = new System("current");

/** Knows one photo, `known`, which is the business of the given job; the key `broken` fails. Notes what is done. */
class OnePhoto implements Statements {
  readonly done: string[] = [];
  readonly #jobId: number;

  constructor(jobId: number) {
    this.#jobId = jobId;
  }

  async query(sql: string, values: readonly unknown[] = []): Promise<readonly unknown[]> {
    if (sql.includes("processing_job_id")) return [{ processing_job_id: this.#jobId }];
    this.done.push(`look up ${values.join(" in ")}`);
    if (values[0] === "broken") throw new Error("connection refused");
    return values[0] === "known" ? [PHOTO] : [];
  }

  async change(sql: string): Promise<{ affectedRows: number; insertId: number }> {
    this.done.push(sql.trim().slice(0, 6));
    return { affectedRows: 1, insertId: 0 };
  }
}

const PHOTO = {
  id: 1,
  listing_identity_id: 28,
  asset_type: "PHOTO_HORIZONTAL",
  sequence: 1,
  status: "PROCESSING",
  s3_key_raw: "known",
  s3_key_processed: null,
  title: null,
  metadata: null,
};

async function write(system: System, rawKeys: readonly string[], db = new OnePhoto(20)) {
  const lines: string[] = [];
  const log = new Logger(({ message }) => lines.push(message.replace("service.media.callback.", "")));
  const changes = rawKeys.map((rawKey) => changeOf(resultWith({ rawKey })));
  const written = await writeAssets(system, log, db, jobWith(), changes);
  return { fates: written.map(({ fate }) => fate), done: db.done, lines };
}

test("every asset is looked up and written before the next, and what is not there is passed over", async () => {
  expect(await write(current, ["known", "unknown", "", "known"])).toEqual({
    fates: ["written", "unknown", "unknown", "written"],
    done: ["look up known", "INSERT", "look up unknown", "look up known", "INSERT"],
    lines: [
      "processed_missing_key",
      "asset_result_error",
      "asset_lookup_error",
      "asset_lookup_error",
      "processed_missing_key",
      "asset_result_error",
    ],
  });
});

test("D19: the fixed system looks an asset up in the job's listing", async () => {
  expect((await write(fixed, ["known"])).done[0]).toBe("look up known in 28");
});

test("D6: a database that fails ends the callback; with the defect the result is only dropped", async () => {
  await expect(write(fixed, ["broken"])).rejects.toThrow("failed to look up asset");
  expect(await write(current, ["broken"])).toMatchObject({ fates: ["unknown"], lines: ["asset_lookup_error"] });
});

test("D32: a photo that another job works on by now is left alone", async () => {
  expect(await write(fixed, ["known"], new OnePhoto(21))).toEqual({
    fates: ["superseded"],
    done: ["look up known in 28"],
    lines: ["result_superseded"],
  });
});
