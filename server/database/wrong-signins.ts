import { z } from "zod";
import { integerColumn } from "./columns.ts";
import type { Statements } from "./database.ts";

/** Counts one more wrong password; answers the count. */
export async function countWrongSignin(db: Statements, userId: number, atMs: number): Promise<number> {
  await db.change(
    `INSERT INTO temp_wrong_signin (user_id, failed_attempts, last_attempt_at) VALUES (?, 1, ?)
     ON DUPLICATE KEY UPDATE failed_attempts = failed_attempts + 1, last_attempt_at = VALUES(last_attempt_at)`,
    [userId, new Date(atMs)],
  );
  const [row] = await db.query("SELECT failed_attempts FROM temp_wrong_signin WHERE user_id = ?", [userId]);
  return z.object({ failed_attempts: integerColumn }).parse(row).failed_attempts;
}

export async function clearWrongSignins(db: Statements, userId: number): Promise<void> {
  await db.change("DELETE FROM temp_wrong_signin WHERE user_id = ?", [userId]);
}
