import { expect, test } from "vitest";
import { needsInstant } from "./needs-instant.ts";

test.each([
  "INSERT INTO media_assets (id) VALUES (1)",
  "update media_assets SET status = ?",
  "DELETE FROM sessions WHERE expires_at < NOW()",
  "SELECT NOW(6)",
  "select * from sessions where expires_at > current_timestamp",
  "SELECT UNIX_TIMESTAMP()",
  "SELECT UTC_TIMESTAMP(), CURDATE()",
  "  \n SELECT id FROM t WHERE LOCALTIME > started_at",
  "SET @x = 1",
  "CALL nightly()",
  "WITH old AS (SELECT 1) SELECT * FROM old",
])("the instant is told to %j", (sql) => expect(needsInstant(sql)).toBe(true));

test.each([
  "SELECT id, started_at FROM media_processing_jobs WHERE id = ? FOR UPDATE",
  "\n    SELECT job.id FROM media_processing_jobs job",
  "START TRANSACTION",
  "START TRANSACTION READ ONLY",
  "BEGIN",
  "COMMIT",
  "rollback",
])("the instant makes no difference to %j", (sql) => expect(needsInstant(sql)).toBe(false));
