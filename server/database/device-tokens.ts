import { z } from "zod";
import { textColumn } from "./columns.ts";
import type { Statements } from "./database.ts";

/** Keeps one push token for a user's device: the newest. */
export async function storeDeviceToken(
  db: Statements,
  userId: number,
  deviceId: string,
  deviceToken: string,
): Promise<void> {
  await db.change("DELETE FROM device_tokens WHERE user_id = ? AND (device_id = ? OR device_token = ?)", [
    userId,
    deviceId,
    deviceToken,
  ]);
  await db.change("INSERT INTO device_tokens (user_id, device_token, device_id) VALUES (?, ?, ?)", [
    userId,
    deviceToken,
    deviceId,
  ]);
}

export async function removeDeviceToken(db: Statements, userId: number, deviceToken: string): Promise<void> {
  await db.change("DELETE FROM device_tokens WHERE user_id = ? AND device_token = ?", [userId, deviceToken]);
}

export async function removeDeviceTokensOfDevice(db: Statements, userId: number, deviceId: string): Promise<void> {
  await db.change("DELETE FROM device_tokens WHERE user_id = ? AND device_id = ?", [userId, deviceId]);
}

export async function removeDeviceTokensOfUser(db: Statements, userId: number): Promise<void> {
  await db.change("DELETE FROM device_tokens WHERE user_id = ?", [userId]);
}

/** The device that a push token belongs to, undefined when nobody knows. */
export async function deviceOfToken(db: Statements, userId: number, deviceToken: string): Promise<string | undefined> {
  const [row] = await db.query("SELECT device_id FROM device_tokens WHERE user_id = ? AND device_token = ?", [
    userId,
    deviceToken,
  ]);
  if (row === undefined) return undefined;
  return z.object({ device_id: textColumn }).parse(row).device_id || undefined;
}

export async function deviceTokensOfUser(db: Statements, userId: number): Promise<readonly string[]> {
  const rows = await db.query(
    "SELECT DISTINCT device_token FROM device_tokens WHERE user_id = ? ORDER BY device_token",
    [userId],
  );
  return rows.map((row) => z.object({ device_token: z.string() }).parse(row).device_token);
}
