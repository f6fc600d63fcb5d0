import { z } from "zod";
import { integerColumn, timeColumn } from "./columns.ts";
import type { Statements } from "./database.ts";

/** The columns of `users` that sign-in looks at (docs/contract/database.md 4). */
export interface User {
  readonly id: number;
  readonly passwordHash: string;
  readonly blockedUntilMs: number | null;
  readonly permanentlyBlocked: boolean;
}

const userSchema = z.object({
  id: integerColumn,
  password: z.string(),
  blocked_until: timeColumn.nullable(),
  permanently_blocked: integerColumn.nullable(),
});

export async function findUserByNationalId(db: Statements, nationalId: string): Promise<User | undefined> {
  const [row] = await db.query(
    `SELECT id, password, blocked_until, permanently_blocked FROM users
     WHERE national_id = ? AND deleted = 0 ORDER BY id LIMIT 1`,
    [nationalId],
  );
  if (row === undefined) return undefined;
  const user = userSchema.parse(row);
  return {
    id: user.id,
    passwordHash: user.password,
    blockedUntilMs: user.blocked_until,
    permanentlyBlocked: user.permanently_blocked === 1,
  };
}

export async function setBlockedUntil(db: Statements, userId: number, untilMs: number | null): Promise<void> {
  await db.change("UPDATE users SET blocked_until = ? WHERE id = ?", [
    untilMs === null ? null : new Date(untilMs),
    userId,
  ]);
}

/** True when the user receives push messages. */
export async function receivesPush(db: Statements, userId: number): Promise<boolean> {
  const [row] = await db.query("SELECT opt_status FROM users WHERE id = ? AND deleted = 0", [userId]);
  return row !== undefined && z.object({ opt_status: integerColumn }).parse(row).opt_status === 1;
}

export interface ActiveRole {
  readonly userRoleId: number;
  readonly slug: string;
}

/** The user's active role, undefined when there is none. */
export async function findActiveRole(db: Statements, userId: number): Promise<ActiveRole | undefined> {
  const [row] = await db.query(
    `SELECT ur.id, r.slug FROM user_roles ur JOIN roles r ON r.id = ur.role_id
     WHERE ur.user_id = ? AND ur.is_active = 1 AND r.is_active = 1 ORDER BY ur.id LIMIT 1`,
    [userId],
  );
  if (row === undefined) return undefined;
  const role = z.object({ id: integerColumn, slug: z.string() }).parse(row);
  return { userRoleId: role.id, slug: role.slug };
}
