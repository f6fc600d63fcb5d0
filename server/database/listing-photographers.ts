import type { GoInteger } from "../../system/go/json-binding.ts";
import type { Statements } from "./database.ts";
import { idParameter } from "./id-parameter.ts";

/** Whether a photographer is booked for a listing; only in a schema with the table (schema.ts, `knowsBookings`). */
export async function isBookedFor(db: Statements, listingIdentityId: number, userId: GoInteger): Promise<boolean> {
  const rows = await db.query(
    "SELECT user_id FROM listing_photographers WHERE listing_identity_id = ? AND user_id = ?",
    [listingIdentityId, idParameter(userId)],
  );
  return rows.length > 0;
}
