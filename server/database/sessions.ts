import { z } from "zod";
import { integerColumn, textColumn, timeColumn } from "./columns.ts";
import type { Statements } from "./database.ts";

/** A refresh token's session; only the token's hash is kept (docs/contract/database.md 4). */
export interface Session {
  readonly id: number;
  readonly userId: number;
  readonly expiresAtMs: number;
  readonly absoluteExpiresAtMs: number | null;
  readonly deviceId: string;
  readonly rotated: boolean;
  readonly rotationCounter: number;
}

const rowSchema = z.object({
  id: integerColumn,
  user_id: integerColumn,
  expires_at: timeColumn,
  absolute_expires_at: timeColumn.nullable(),
  device_id: textColumn,
  rotated_at: timeColumn.nullable(),
  rotation_counter: integerColumn,
});

export interface NewSession {
  readonly userId: number;
  readonly refreshHash: string;
  readonly tokenJti: string;
  readonly expiresAtMs: number;
  readonly absoluteExpiresAtMs: number;
  readonly userAgent: string;
  readonly ip: string;
  readonly deviceId: string;
  readonly rotationCounter: number;
}

export async function insertSession(db: Statements, session: NewSession): Promise<void> {
  await db.change(
    `INSERT INTO sessions (user_id, refresh_hash, token_jti, expires_at, absolute_expires_at, user_agent, ip, device_id,
       rotation_counter) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      session.userId,
      session.refreshHash,
      session.tokenJti,
      new Date(session.expiresAtMs),
      new Date(session.absoluteExpiresAtMs),
      session.userAgent,
      session.ip,
      session.deviceId === "" ? null : session.deviceId,
      session.rotationCounter,
    ],
  );
}

/** A session that is not revoked, undefined when there is none. */
export async function findSession(db: Statements, refreshHash: string): Promise<Session | undefined> {
  const [row] = await db.query(
    `SELECT id, user_id, expires_at, absolute_expires_at, device_id, rotated_at, rotation_counter
     FROM sessions WHERE refresh_hash = ? AND revoked = 0`,
    [refreshHash],
  );
  if (row === undefined) return undefined;
  const session = rowSchema.parse(row);
  return {
    id: session.id,
    userId: session.user_id,
    expiresAtMs: session.expires_at,
    absoluteExpiresAtMs: session.absolute_expires_at,
    deviceId: session.device_id,
    rotated: session.rotated_at !== null,
    rotationCounter: session.rotation_counter,
  };
}

export async function markSessionRotated(db: Statements, sessionId: number, atMs: number): Promise<void> {
  await db.change("UPDATE sessions SET rotated_at = ?, last_refresh_at = ? WHERE id = ?", [
    new Date(atMs),
    new Date(atMs),
    sessionId,
  ]);
}

export async function revokeSessionsOfUser(db: Statements, userId: number): Promise<void> {
  await db.change("UPDATE sessions SET revoked = 1 WHERE user_id = ? AND revoked = 0", [userId]);
}

/** A session that has neither been revoked nor exchanged for a newer one. */
export async function findActiveSession(db: Statements, refreshHash: string): Promise<Session | undefined> {
  const session = await findSession(db, refreshHash);
  return session?.rotated ? undefined : session;
}

export async function revokeSession(db: Statements, sessionId: number): Promise<void> {
  await db.change("UPDATE sessions SET revoked = 1 WHERE id = ?", [sessionId]);
}

export async function revokeSessionsOfDevice(db: Statements, userId: number, deviceId: string): Promise<void> {
  await db.change("UPDATE sessions SET revoked = 1 WHERE user_id = ? AND device_id = ? AND revoked = 0", [
    userId,
    deviceId,
  ]);
}
